"""Et behov slik leseren ser det: problemet, hva som kan skje nå, og hvem som kan svare."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kommuner.models import OVERGANGER, Behov, Medlemskap, OffentligPart
from samarbeid.katalog.indeks.steder import stedsnavn
from samarbeid.katalog.sider.varselveien import kan_svare, like_behov
from samarbeid.matching.forklaring import Forklarer, kroner
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.typer import Kunnskap
from samarbeid.publisering.behovets_partnere import finn_partnerne
from samarbeid.publisering.invitert import rundene
from veier.brukere.models import Leser
from veier.database.rekkefolge import Norsk
from veier.medlemskap.models import Medlemsrolle
from veier.medlemskap.tilganger import er_administrator, er_medlem
from veier.taksonomi.alder import aldersord
from veier.taksonomi.ordforrad import Behovspenger, Behovstilstand, Behovsutfall, Kostnadsslag
from veier.typer import Setning

# (det som kan skje nå, det som ikke kan). Etter anskaffelsesforskriften §§ 9-3 og 12-2: dialog før en konkurranse er
# lov når alle behandles likt, og når den er kunngjort, er det for sent. Kilden står i veiledningen siden lenker til.
KAN_NA: dict[str, tuple[tuple[Setning, ...], tuple[Setning, ...]]] = {
    Behovstilstand.APENT: (
        (
            gettext_lazy("Alle kan spørre, fortelle om det de gjør, og foreslå en samtale."),
            gettext_lazy("Virksomheten kan ta imot råd og ideer, også fra flere samtidig."),
        ),
        (gettext_lazy("Virksomheten kan ikke love noe, eller gi en fordel til dem som tar kontakt først."),),
    ),
    Behovstilstand.PLANLEGGES: (
        (
            gettext_lazy("Alle kan fortsatt spørre, og alle skal få det samme å vite."),
            gettext_lazy("Virksomheten kan ha samtaler når alle får den samme bakgrunnen, og det skrives ned hvem som fikk hva."),
        ),
        (
            gettext_lazy("Ingen kan få noe å vite som de andre ikke får."),
            gettext_lazy("Virksomheten kan ikke beskrive behovet slik at bare én kan svare."),
        ),
    ),
    Behovstilstand.KUNNGJORT: (
        (gettext_lazy("Den som vil være med, svarer i konkurransen, og spør der."),),
        (
            gettext_lazy("Virksomheten kan ikke snakke med noen om dette utenfor konkurransen."),
            gettext_lazy("Virksomheten svarer ikke på spørsmål utenfor konkurransen."),
        ),
    ),
    Behovstilstand.LUKKET: (
        (
            gettext_lazy("Alle kan lese det som står her, og lære av det."),
            gettext_lazy("Virksomheten kan åpne behovet igjen."),
        ),
        (gettext_lazy("Virksomheten tar ikke imot svar på dette."),),
    ),
}  # fmt: skip
# Dialogen står som åpen, men den siste dagen for spørsmål er forbi.
FRISTEN_UTE: tuple[tuple[Setning, ...], tuple[Setning, ...]] = (
    (
        gettext_lazy("Alle kan lese spørsmålene og svarene."),
        gettext_lazy("Virksomheten kan sette en ny frist. Den gjelder for alle."),
    ),
    (gettext_lazy("Ingen kan spørre eller svare etter fristen."),),
)


# Steget der temaene bekreftes (samarbeid.publisering.forms.behov).
TEMASTEGET = 2
HOYST_SPORSMAL = 5


@dataclass(frozen=True, slots=True)
class Stilling:
    """Hvor behovet står, i ord: merkelappen, siden når, og hva som kan og ikke kan skje nå."""

    kode: str
    navn: str
    siden: str
    kan: tuple[Setning, ...]
    kan_ikke: tuple[Setning, ...]
    utfall: str = ""


def stillingen(behov: Behov) -> Stilling:
    kan, kan_ikke = FRISTEN_UTE if behov.sporsmal_er_stengt else KAN_NA[behov.tilstand]
    siden = None if behov.sporsmal_er_stengt else behov.tilstand_tid or behov.publisert_tid
    return Stilling(
        behov.tilstand,
        behov.stilling,
        date_format(siden, "j. F Y") if siden else "",
        kan,
        kan_ikke,
        str(Behovsutfall(behov.utfall).label) if behov.utfall else "",
    )


def tilstandsvalg(behov: Behov) -> list[tuple[str, str]]:
    """Tilstandene det kan gå til herfra."""
    return [(kode, str(Behovstilstand(kode).label)) for kode in OVERGANGER[behov.tilstand]]


def behovssammenheng(behov: Behov, request: HttpRequest) -> dict[str, object]:
    """Det siden om et behov viser."""
    kunnskap = hent_kunnskap()
    administrator = er_administrator(request.user, behov.part)
    er_med = administrator or er_medlem(request.user, behov.part)
    vi_ogsa = _vi_ogsa(behov, request.user)
    ser_treff = er_med or vi_ogsa.pop("eier_sammen")
    return {
        "behov": behov,
        "part": behov.part,
        "forhandsvisning": False,
        "stilling": stillingen(behov),
        "fakta": behovsfakta(behov, kunnskap),
        "er_eier": er_med,
        "er_administrator": administrator,
        **_sporsmal(behov, er_med=er_med),
        "rundene": rundene(behov),
        **vi_ogsa,
        "like_behov": like_behov(behov.tema, behov.omrader),
        "nye_som_kan": kan_svare(behov.slug) if er_med and behov.tar_sporsmal else "",
        # Bare de som eier behovet, ser hvem portalen tror kan svare: ingen andre skal tro at de er valgt.
        "partnere": finn_partnerne(behov, request.user, kunnskap) if ser_treff else None,
        "velg_tema": reverse("behov_steg", args=[*behov.adressedeler, TEMASTEGET]) if er_med else "",
    }


def kan_si_vi_ogsa(bruker: Leser, behov: Behov) -> QuerySet[OffentligPart]:
    """Virksomhetene personen kan si «vi også» for: de hun er administrator i, utenom den som har skrevet behovet."""
    mine = OffentligPart.objects.synlige().exclude(pk=behov.part_id).order_by(Norsk("navn"), "pk")
    if not bruker.is_authenticated:
        return mine.none()
    return mine.filter(medlemskap__bruker=bruker, medlemskap__rolle=Medlemsrolle.ADMINISTRATOR)


def _vi_ogsa(behov: Behov, bruker: Leser) -> dict[str, object]:
    """De som eier det sammen, de andre som har behovet, (virksomhet, har sagt det) for hver hun kan si det for, og den første av dem hun
    bare er med i. ``eier_sammen`` når hun er med i en medeier.
    """
    rader = behov.tilslutninger.filter(part__in=OffentligPart.objects.synlige())
    alle = list(rader.select_related("part").order_by("tid", "part"))
    medeiere = [rad.part for rad in alle if rad.medeier]
    andre = [rad.part for rad in alle if not rad.medeier]
    sagt = {rad.part_id for rad in alle}
    ingen: dict[str, object] = {
        "medeiere": medeiere,
        "andre": andre,
        "mine": [],
        "bare_med_i": None,
        "innlogget_leser": False,
    }
    if not bruker.is_authenticated:
        return ingen | {"eier_sammen": False}
    medlemskap = list(
        Medlemskap.objects.filter(bruker=bruker, organisasjon__in=OffentligPart.objects.synlige())
        .exclude(organisasjon=behov.part_id)
        .select_related("organisasjon")
        .order_by(Norsk("organisasjon__navn"), "organisasjon")
    )
    mine = [(m.organisasjon, m.organisasjon_id in sagt) for m in medlemskap if m.er_administrator]
    bare_med = (
        m.organisasjon for m in medlemskap if not m.er_administrator and m.organisasjon_id not in sagt
    )
    return ingen | {
        "mine": mine,
        "bare_med_i": next(bare_med, None),
        "innlogget_leser": True,
        "eier_sammen": any(m.organisasjon in medeiere for m in medlemskap),
    }


def _sporsmal(behov: Behov, *, er_med: bool) -> dict[str, object]:
    """De nyeste spørsmålene med svar. De som er med, ser også hvor mange som venter."""
    rader = list(behov.sporsmalene.offentlige()[: HOYST_SPORSMAL + 1])
    return {
        "sporsmal": rader[:HOYST_SPORSMAL],
        "flere_sporsmal": len(rader) > HOYST_SPORSMAL,
        "venter": behov.sporsmalene.venter().count() if er_med else None,
    }


def behovsfakta(behov: Behov, kunnskap: Kunnskap) -> list[tuple[str, str]]:
    """(ledetekst, verdi) for det virksomheten har svart på."""
    par = [
        (_("Hvor mange det gjelder"), behov.omfang),
        (_("Tema"), ", ".join(kunnskap.temaer[t].navn for t in behov.tema if t in kunnskap.temaer)),
        (_("Målgruppe"), ", ".join(kunnskap.malgrupper[m].navn for m in behov.malgruppe if m in kunnskap.malgrupper)),
        (_("Alder"), aldersord(behov.alder_fra, behov.alder_til)),
        (_("Sted"), ", ".join(stedsnavn(k, kunnskap) for k in behov.omrader if k in kunnskap.omrader)),
        (_("Hvem som eier behovet"), ", ".join(del_ for del_ in (behov.enhet, behov.rolle) if del_)),
        (_("Penger"), _penger(behov, kunnskap)),
        (_("Hvem som bestemmer"), str(behov.get_beslutter_display()) if behov.beslutter else ""),
        (_("Når det bestemmes"), date_format(behov.beslutningsdato, "j. F Y") if behov.beslutningsdato else ""),
    ]  # fmt: skip
    return [(ledetekst, verdi) for ledetekst, verdi in par if verdi]


def _penger(behov: Behov, kunnskap: Kunnskap) -> str:
    deler = [str(Behovspenger(behov.penger).label)] if behov.penger else []
    fra, til = behov.belop_fra, behov.belop_til
    if fra is not None and til is not None and fra != til:
        belop = _("%(fra)s til %(til)s") % {"fra": kroner(fra), "til": kroner(til)}
    else:
        belop = kroner(hoyest) if (hoyest := til if til is not None else fra) is not None else ""
    if belop:
        deler.append(_("%(belop)s i året uten merverdiavgift") % {"belop": belop})
    if behov.kostnadsslag and behov.kostnadsslag != Kostnadsslag.VET_IKKE:
        deler.append(Forklarer(kunnskap, _).ord("kostnadsslag", behov.kostnadsslag))
    return ". ".join(deler)
