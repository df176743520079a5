"""Det et samarbeid gir videre: et tall som virkning på profilen, og hele fortellingen som eksempel. Begge er utkast."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from samarbeid.models import Eksempel, Hindringsslag, Indikator, Pilot, Samarbeid, Samtaleside
from samarbeid.publisering.flyter import VIRKNING
from samarbeid.publisering.forms.virkning import RADER
from samarbeid.samarbeidene.avtaler.kjent import tall_i_ord
from veier.fletting import Rasvar
from veier.steg.skjema import steg_for_felt
from veier.steg.verdier import av_kontroll
from veier.templatetags.veier import desimal, kroner
from veier.typer import Verdier

# Stadiene fram til og med forsøket: den som bestemte dem, bestemte at det skulle prøves.
FORSOKET = {"samtale", "gjennomgang", "pilot"}
# Det utkastet har av samarbeidet, i rekkefølgen det leses.
EKSEMPELFELT = (
    "navn", "entreprenor", "offentlig", "arstall", "behov", "forste_kontakt", "beslutter", "beslutter_videre", "tidslinje",
    "modell_omtale", "belop",
    "det_offentliges_bidrag", "suksessmal", "effekt", "effekt_hevdet_av", "effekt_malt_av", "hindringsslag", "hindringer",
    "gjort_annerledes", "status_i_dag",
)  # fmt: skip


def virkningssvar(samarbeid: Samarbeid, indikator: Indikator) -> Rasvar:
    """Svarene i skjemaet for en virkning, slik de lagres. ``indikator`` har piloten og minst ett tall.

    Hvem som har målt, må entreprenøren si selv: rollen i planen sier ikke om det er uavhengig.
    """
    sist = indikator.siste
    if sist is None:
        raise ValueError(f"{indikator} har ingen tall")
    for_ = desimal(indikator.for_verdi)
    pastand = _("%(navn)s: fra %(for)s før prøven til %(sist)s") % {
        "navn": indikator.navn,
        "for": for_,
        "sist": desimal(sist.verdi),
    }
    return {
        "pastand": [pastand],
        "hvordan": ["for_etter"],
        "indikator": [indikator.navn],
        "enhet": [indikator.enhet],
        "maalinger": _per_ar(indikator),
        "sammenlignet_med": [_("Før prøven: %(tall)s.") % {"tall": for_}],
        "betalt_av": [samarbeid.part.navn if indikator.pilot.pris else ""],
        "motbevis": [_("Målt i én prøve, uten en gruppe å sammenligne med.")],
    }


def vis_virkning(samarbeid: Samarbeid, indikator: Indikator) -> list[tuple[str, str]]:
    """(spørsmålet, svaret) slik utkastet blir."""
    svar = virkningssvar(samarbeid, indikator)
    kontroll, steg = VIRKNING.kontroller(svar), steg_for_felt(VIRKNING.steg)
    rader = [
        (VIRKNING.steg[steg[felt] - 1].skjema.ledetekst(felt), av_kontroll(kontroll, felt, svar))
        for felt in svar
    ]
    return [(navn, verdi) for navn, verdi in rader if verdi]


def eksempelverdier(samarbeid: Samarbeid, *, sist: str = Samtaleside.ENTREPRENOR) -> Verdier:
    """Feltene i utkastet, på bokmål, slik redaksjonen får dem. ``sist`` er siden som sa ja sist.

    Det en side skrev at stoppet det, er bare med når den andre siden også kan lese det.
    """
    startede = samarbeid.piloter.filter(startet_tid__isnull=False).order_by("nr")
    piloter = list(startede.prefetch_related("indikatorer__tallene"))
    part = samarbeid.part
    with override("nb"):
        return {
            "tittel": f"{samarbeid.entreprenor.navn} og {part.navn}: {samarbeid.tittel}"[:150],
            "rolle": sist,
            "entreprenor": samarbeid.entreprenor.navn[:200],
            "offentlig": ", ".join(_virksomhetene(samarbeid))[:300],
            "nivaer": list(part.nivaer),
            "omrader": [part.omrade.kode] if part.omrade else [],
            "arstall": _arene(samarbeid),
            "behov": samarbeid.tittel,
            "forste_kontakt": f"{samarbeid.navnet_til(samarbeid.foreslatt_av)} foreslo samarbeidet.",
            **_bestemt(samarbeid),
            "tidslinje": _tidslinjen(samarbeid, piloter),
            "modell_omtale": "\n".join(_formen(samarbeid, piloter)),
            "belop": "\n".join(_pengene(samarbeid, piloter)),
            "det_offentliges_bidrag": _unike(p.innsats_offentlig for p in piloter),
            "hindringsslag": _hindringsslagene(samarbeid),
            "hindringer": "\n".join(_hindringene(samarbeid)),
            "gjort_annerledes": "\n\n".join(_lardommen(samarbeid, piloter)),
            "status_i_dag": str(samarbeid.get_stadium_display()),
            **_tallene([i for p in piloter for i in p.indikatorer.all()]),
        }


def vis_eksempel(samarbeid: Samarbeid) -> list[tuple[str, str]]:
    """(feltet, det som står i det) slik utkastet blir."""
    verdier = eksempelverdier(samarbeid)
    verdier["navn"] = verdier["tittel"]
    verdier["hindringsslag"] = [str(Hindringsslag(kode).label) for kode in verdier["hindringsslag"]]
    kolonner = {f.name: str(f.verbose_name) for f in Eksempel._meta.concrete_fields}
    felt = ((kolonner[navn], navn) for navn in EKSEMPELFELT)
    return [
        (ledetekst[:1].upper() + ledetekst[1:], _i_linjer(verdier[f])) for ledetekst, f in felt if verdier[f]
    ]


def merke(verdier: Verdier) -> str:
    """Det samme så lenge det samme står i utkastet, uansett hvem som sa ja sist."""
    hele = {felt: verdi for felt, verdi in verdier.items() if felt != "rolle"}
    return hashlib.sha256(json.dumps(hele, sort_keys=True).encode()).hexdigest()


def _per_ar(indikator: Indikator) -> list[str]:
    """Fire celler for hvert år: året, det siste tallet det året, og to ingen har telt. De siste seks årene."""
    per_ar = {t.maned.year: desimal(t.verdi) for t in indikator.tallene.all()}
    return [celle for ar in sorted(per_ar)[-RADER:] for celle in (str(ar), per_ar[ar], "", "")]


def _tallene(indikatorer: list[Indikator]) -> Verdier:
    malt = [i for i in indikatorer if i.siste]
    return {
        "suksessmal": _unike(i.navn_med_enhet for i in indikatorer),
        "effekt": _unike(tall_i_ord(i) for i in malt),
        "effekt_hevdet_av": "Partene i samarbeidet" if malt else "",
        "effekt_malt_av": ", ".join(dict.fromkeys(i.maler for i in malt if i.maler))[:250],
    }


def _virksomhetene(samarbeid: Samarbeid) -> list[str]:
    med = [m.part.navn for m in samarbeid.medeiere.select_related("part") if m.ja_tid]
    return [samarbeid.part.navn, *med]


def _arene(samarbeid: Samarbeid) -> str:
    tidene = [t for t in (samarbeid.begynt_tid, samarbeid.ferdig_tid) if t]
    return "–".join(dict.fromkeys(str(t.year) for t in tidene))


def _i_linjer(verdi: object) -> str:
    return "\n".join(map(str, verdi)) if isinstance(verdi, list) else str(verdi)


def _bestemt(samarbeid: Samarbeid) -> Verdier:
    """Den som bestemte forsøket, og den som bestemte det som kom etter, hver for seg."""
    ut: dict[str, list[str]] = {"beslutter": [], "beslutter_videre": []}
    for s in samarbeid.skritt.exclude(beslutter="").order_by("nr"):
        hva, hvem = str(s.get_til_display()).lower(), str(s.get_beslutter_display()).lower()
        dato = date_format(s.besluttet_dato, "j. F Y") if s.besluttet_dato else ""
        felt = "beslutter" if s.til in FORSOKET else "beslutter_videre"
        ut[felt].append(f"{dato}: {s.rolle} ({hvem}) bestemte det som førte til «{hva}».")
    return {felt: "\n".join(linjer) for felt, linjer in ut.items()}


def _tidslinjen(samarbeid: Samarbeid, piloter: list[Pilot]) -> list[str]:
    """Datoene partene selv har skrevet, den eldste først."""
    dager = [(p.start_dato, "piloten begynte") for p in piloter]
    dager += [(p.slutt_dato, "piloten var ferdig") for p in piloter]
    dager += [(a.fra_dato, f"{a.get_slag_display()} begynte") for a in samarbeid.avtaler.all()]
    kjente = sorted((dato, hva) for dato, hva in dager if dato and dato <= timezone.localdate())
    return [f"{date_format(dato, 'j. F Y')}: {hva}" for dato, hva in kjente]


def _formen(samarbeid: Samarbeid, piloter: list[Pilot]) -> Iterable[str]:
    for p in piloter:
        fra, til = (date_format(d, "j. F Y") if d else "" for d in (p.start_dato, p.slutt_dato))
        yield f"Pilot fra {fra} til {til}."
    for avtale in samarbeid.avtaler.all():
        yield f"{avtale.get_slag_display()} fra {date_format(avtale.fra_dato, 'j. F Y')}."


def _pengene(samarbeid: Samarbeid, piloter: list[Pilot]) -> Iterable[str]:
    for p in piloter:
        yield f"Pilot: {kroner(p.pris)} uten merverdiavgift." if p.pris else "Pilot: ingen betalte."
    for avtale in samarbeid.avtaler.all():
        yield f"{avtale.get_slag_display()}: {kroner(avtale.verdi)} uten merverdiavgift."


def _hindringene(samarbeid: Samarbeid) -> Iterable[str]:
    for h in samarbeid.hindringer.filter(vises=True).order_by("side"):
        yield f"{samarbeid.navnet_til(h.side)}: {'; '.join(d for d in (*h.slagene, h.ord) if d)}"


def _hindringsslagene(samarbeid: Samarbeid) -> list[str]:
    """Kodene fra dem som lar den andre siden lese det, hver én gang."""
    koder = {kode for h in samarbeid.hindringer.filter(vises=True) for kode in h.slag}
    return [kode for kode in Hindringsslag.values if kode in koder]


def _lardommen(samarbeid: Samarbeid, piloter: list[Pilot]) -> Iterable[str]:
    for p in piloter:
        for side in Samtaleside.values:
            if tekst := p.lardommen(side):
                yield f"{samarbeid.navnet_til(side)}: {tekst}"


def _unike(linjer: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(linje for linje in linjer if linje))
