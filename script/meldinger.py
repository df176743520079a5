"""Finner meldingene i koden og malene, og fører dem inn i katalogen til hvert språk. Kjøres av den som endrer tekst.

Babel leser Python; malene gjøres først om til Python av Django selv. Meldinger som ikke står i et
``gettext``-kall (setningene i motoren), hentes fra modulene. Bruk: python script/meldinger.py
"""

from __future__ import annotations

import csv
import io
import os
import sys
from pathlib import Path

from babel.messages.extract import extract

ROT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROT))
APPER = ("veier", "kommuner", "entreprenorer", "samarbeid")
ORD = {
    "gettext": None, "gettext_lazy": None, "gettext_noop": None, "_": None, "_n": None, "pgettext": ((1, "c"), 2),
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
MAPPE = ROT / "locale"
PO = MAPPE / "nn" / "LC_MESSAGES" / "django.po"
# Redaksjonens sider er på bokmål; feltnavnene der oversettes ikke.
UTEN = {"admin.py", "models.py", "apps.py", "modell.py", "oversettelse.py"}

Katalogmelding = tuple[str, str]  # (entall, flertall eller tom)


def fra_kilder() -> dict[Katalogmelding, list[str]]:
    """(entall, flertall) → hvor meldingen står."""
    from django.utils.translation.template import templatize

    funnet: dict[Katalogmelding, list[str]] = {}
    for mal in sorted((ROT / "templates").rglob("*.html")):
        kilde = templatize(mal.read_text(encoding="utf-8"), origin=str(mal))
        # Bare kallene betyr noe; innrykket i malen er ikke Python.
        kall = "\n".join(linje.lstrip() for linje in kilde.splitlines())
        _les(io.BytesIO(kall.encode()), mal, funnet)
    for app in APPER:
        for fil in sorted((ROT / app).rglob("*.py")):
            if fil.name not in UTEN and not {"migrations", "models"} & {*fil.relative_to(ROT).parts}:
                _les(io.BytesIO(fil.read_bytes()), fil, funnet)
    for melding in _andre():
        funnet.setdefault((melding, ""), []).append("motoren")
    return funnet


def _les(kilde: io.BytesIO, fil: Path, funnet: dict[Katalogmelding, list[str]]) -> None:
    for linje, melding, _merknad, _sammenheng in extract(
        "python", kilde, keywords=ORD, options={"encoding": "utf-8"}
    ):
        entall, flertall = (melding[0], melding[1]) if isinstance(melding, tuple) else (melding, "")
        if entall:
            funnet.setdefault((entall, flertall), []).append(f"{fil.relative_to(ROT)}:{linje}")


def _andre() -> list[str]:
    """Setningene i motoren, valgene folk ser, og det rollene bygger på."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "veier.settings")
    django.setup()
    from kommuner.models import Kontaktpunkt, OffentligPart
    from samarbeid.matching import setninger
    from samarbeid.models import (
        Abonnement,
        Artikkel,
        Eksempel,
        Enighet,
        Henvendelse,
        Hindringsslag,
        Innlegg,
        Innpost,
        Melderolle,
        Pilot,
        Sakspart,
        Samarbeid,
        Samarbeidsavtale,
        Samtale,
        Side,
        Sjekkpunkt,
        Skritt,
        Vedlegg,
    )
    from samarbeid.models.pastand import BRUTTO, DELER, FORBEHOLD
    from samarbeid.models.sak.bilde import Personer, Rett
    from veier.gjennomgang.models import Nedtakingsgrunn, Utgave
    from veier.taksonomi.models import Niva, Samarbeidsmodell, Tilskuddsordning
    from veier.taksonomi.ordforrad import Rolleslag

    ut = list(setninger.meldinger())
    for valg in (
        Niva, Side, Artikkel.Hylle, Henvendelse.Emne, Samarbeidsmodell.Gruppe, Tilskuddsordning.Soker,
        OffentligPart.Type, Kontaktpunkt.Slag, Nedtakingsgrunn, Utgave.Hva, Eksempel.Utfall,
        Eksempel.Gjenkjennelig, Melderolle, Sakspart.Svar, Personer, Rett,
        Samtale.Tilstand, Samtale.Anskaffelse, Samtale.Kontakttvil, Innlegg.Slag, Innpost.Slag, Innpost.Grunn,
        Abonnement.Hyppighet, Enighet.Hva, Hindringsslag, Pilot.Personvern, Pilot.Avgjorelse,
        Samarbeid.Stadium, Samarbeidsavtale.Slag, Sjekkpunkt.Kode, Sjekkpunkt.Status, Skritt.Slag, Vedlegg.Tilstand, Rolleslag,
    ):  # fmt: skip
        ut += [str(v.label) for v in valg]
    ut += [str(navn) for navn, _hjelp in DELER.values()] + [str(navn) for _kode, navn in BRUTTO]
    ut += [str(setning) for setning in FORBEHOLD.values()]
    with (ROT / "kommuner/data/beslutningsveier.csv").open(encoding="utf-8", newline="") as fil:
        kilder = {rad["kilde"] for rad in csv.DictReader(fil)} - {""}
    return [*ut, *sorted(k for k in kilder if not k.startswith("http"))]


def kataloger() -> dict[str, Path]:
    """Katalogen til hvert språk utenom hovedspråket, som er det meldingene er skrevet på."""
    from veier.sprak import ANDRE

    return {s.kode: MAPPE / s.kode / "LC_MESSAGES" / "django.po" for s in ANDRE}


def les_po(fil: Path = PO) -> dict[Katalogmelding, tuple[str, str]]:
    from babel.messages.pofile import read_po

    if not fil.exists():
        return {}
    with fil.open("rb") as strom:
        katalog = read_po(strom, locale=fil.parent.parent.name)
    ut = {}
    for post in katalog:
        if post.id:
            nokkel = post.id if isinstance(post.id, tuple) else (post.id, "")
            verdi = post.string if isinstance(post.string, tuple) else (post.string, "")
            ut[nokkel] = verdi
    return ut


def skriv_po(meldinger: dict[Katalogmelding, tuple[str, str]], fil: Path = PO) -> None:
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    kode = fil.parent.parent.name
    katalog = Catalog(locale=kode, charset="utf-8")
    for (entall, flertall), (en, flere) in sorted(meldinger.items()):
        katalog.add((entall, flertall) if flertall else entall, (en, flere) if flertall else en)
    fil.parent.mkdir(parents=True, exist_ok=True)
    with fil.open("wb") as strom:
        write_po(strom, katalog, width=110, omit_header=True, sort_output=True)
    hode = (
        f'msgid ""\nmsgstr ""\n"Language: {kode}\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    fil.write_text(hode + fil.read_text(encoding="utf-8"), encoding="utf-8")


if __name__ == "__main__":
    kilder = fra_kilder()
    for kode, po in kataloger().items():
        gamle = les_po(po)
        skriv_po({m: gamle.get(m, ("", "")) for m in kilder}, po)
        nye = [m[0] for m in kilder if not gamle.get(m, ("",))[0]]
        print(
            f"{kode}: {len(kilder)} meldinger, {len(nye)} uten tekst, {len(set(gamle) - set(kilder))} tatt ut"
        )
        for melding in nye:
            print("–", melding)
