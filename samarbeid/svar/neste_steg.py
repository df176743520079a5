"""«Det du gjør nå»: en første melding, hvem man spør etter, og når på året det passer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from urllib.parse import quote

from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from kommuner.models import Arshjul
from samarbeid.matching.beslutning.egne_eiere import har_egen_eier
from samarbeid.matching.beslutning.veier import er_navs_kjop
from samarbeid.matching.typer import Kunnskap, Svar, Vei
from samarbeid.svar.ring import Ring, lag_ring
from samarbeid.svar.veivisning import navnet_pa
from veier.taksonomi.models import Tilskuddsordning

LENGSTE_UTDRAG = 400
LENGSTE_ADRESSE = 2000  # tegn; Windows gir ikke et program mer enn 2 083, og Outlook noe mindre


@dataclass(frozen=True, slots=True)
class Melding:
    """En tekst å kopiere, eller å åpne i sin egen e-post. ``mottaker`` er postmottaket, når vi kjenner det.

    ``kort`` er teksten i e-posten når den er en annen: en lang adresse åpner ikke noe e-postprogram i Windows.
    """

    til: str
    emne: str
    tekst: str
    mottaker: str = ""
    kort: str = ""

    @property
    def adresse(self) -> str:
        """mailto, på høyst ``LENGSTE_ADRESSE`` tegn. Uten mottaker finner man adressen hos virksomheten selv."""
        forst = f"mailto:{quote(self.mottaker, safe='@')}?subject={quote(self.emne)}&body="
        return forst + _kodet(self.kort or self.tekst, LENGSTE_ADRESSE - len(forst))


def _kodet(tekst: str, plass: int) -> str:
    """Teksten slik den står i en adresse, med «…» der den er avkortet for å få plass. Én gang gjennom teksten."""
    if len(hele := quote(tekst)) <= plass:
        return hele
    slutt = quote("…")
    brukt = accumulate(len(quote(tegn)) for tegn in tekst)
    antall = sum(lengde <= plass - len(slutt) for lengde in brukt)
    return quote(tekst[:antall].rstrip()) + slutt


@dataclass(frozen=True, slots=True)
class Tidspunkt:
    """Et ledd i budsjettåret, regnet fra i dag."""

    ledd: Arshjul
    er_na: bool
    er_neste_vindu: bool
    sagt_selv: bool = False

    @property
    def forbehold(self) -> str:
        """Setningen om at virksomheten kan ha det på en annen måte; tom når den har sagt det selv."""
        return "" if self.sagt_selv else _("Slik er året vanligvis. Spør virksomheten hva som gjelder der.")


@dataclass(frozen=True, slots=True)
class Frist:
    """En søknadsfrist for et tilskudd som kan passe: måneden den pleier å være i (1–12)."""

    ordning: Tilskuddsordning
    maned: int
    sett_i_ar: bool  # utlysningen for det året fristen kommer neste gang, er sett


@dataclass(frozen=True, slots=True)
class NesteSteg:
    """Det som kan gjøres i dag, og når resten passer."""

    melding: Melding | None
    sporr_etter: str
    sporsmal: tuple[str, ...]
    tidspunkter: tuple[Tidspunkt, ...]
    frister: tuple[Frist, ...]
    ring: Ring | None


def lag_neste_steg(
    svar: Svar, kunnskap: Kunnskap, ordninger: Iterable[Tilskuddsordning], egne: Sequence[Arshjul] = ()
) -> NesteSteg:
    """Neste steg for den som har ideen. Uten en vei er det ingen å skrive til, og året er ikke kjent.

    ``ordninger`` er tilskuddene som kan passe, og ``egne`` det virksomheten selv har sagt om budsjettåret.
    """
    vei = svar.veier[0] if svar.veier else None
    tidspunkter = _aret(vei, egne) if vei else ()
    frister = tilskuddsfrister(ordninger) if vei else ()
    return NesteSteg(
        melding=forste_melding(svar, vei, kunnskap) if vei else None,
        sporr_etter=kunnskap.roller[vei.forste_samtale[0].rolle].sporr_etter if vei else "",
        sporsmal=sporsmal_til_samtalen(),
        tidspunkter=tidspunkter,
        frister=frister,
        ring=lag_ring(tidspunkter, [f.maned for f in frister]) if tidspunkter else None,
    )


def _aret(vei: Vei, egne: Sequence[Arshjul]) -> tuple[Tidspunkt, ...]:
    """Budsjettåret på veien. En virksomhet med sin egen eier følger ikke kommunens år, og Nav i fylket ikke kontorets."""
    if har_egen_eier(vei.part) or er_navs_kjop(vei):
        return ()
    return budsjettaret(vei.niva, vei.part.styreform if vei.part else "", egne)


def sporsmal_til_samtalen() -> tuple[str, ...]:
    """Tre spørsmål som får fram behovet, avtalene og veien til et ja."""
    return (
        _("Kjenner dere igjen problemet, og hvem hos dere møter det hver dag?"),
        _("Hva har dere prøvd, og har dere alt en avtale om dette?"),
        _("Hva må til for å prøve noe lite, hvem bestemmer det, og når?"),
    )


def forste_melding(svar: Svar, vei: Vei, kunnskap: Kunnskap) -> Melding:
    """Meldingen til den første rollen på den første veien."""
    rolle = kunnskap.roller[vei.forste_samtale[0].rolle].navn
    hvor = f", {navnet_pa(vei.part)}" if vei.part else ""
    ide = svar.tolkning.ide
    avsnitt = [
        _("Hei,"),
        _("vi har en idé som heter «%(tittel)s».") % {"tittel": ide.tittel},
        Truncator(ide.problem).chars(LENGSTE_UTDRAG) if ide.problem else "",
        Truncator(ide.losning).chars(LENGSTE_UTDRAG) if ide.losning else "",
        _(
            "Kan vi få 20 minutter til å høre om dette treffer et behov hos dere? Vi vil gjerne vite hva "
            "dere alt gjør, og hva som må til for å prøve noe lite."
        ),
        _("Er det en annen vi heller bør snakke med, er vi glade for å bli vist videre."),
        _("Vennlig hilsen"),
    ]  # fmt: skip
    emne = _("Idé: %(tittel)s – kan vi ta en kort prat?") % {"tittel": ide.tittel}
    return Melding(til=rolle + hvor, emne=emne, tekst="\n\n".join(a for a in avsnitt if a))


def budsjettaret(
    niva: str, styreform: str = "", egne: Sequence[Arshjul] = (), rader: Sequence[Arshjul] | None = None
) -> tuple[Tidspunkt, ...]:
    """Budsjettåret på nivået, fra denne måneden og tolv måneder fram. Radene for styreformen går foran nivåets egne.

    ``egne`` er det virksomheten selv har sagt (``kommuner.budsjettar``). Det går foran det som er vanlig for det samme, og
    det neste vinduet er et av dens egne når den har sagt når det er. ``rader`` er ``arets_rader`` når de alt er lest; uten dem
    ett spørsmål.
    """
    maned = timezone.localdate().month
    rader = arets_rader(niva, styreform) if rader is None else rader
    ledd = [*egne, *_vanlige(rader, {a.slag for a in egne})]
    ledd.sort(key=lambda a: (a.maned_til - maned) % 12)
    pagaar = [(maned - a.maned_fra) % 12 <= (a.maned_til - a.maned_fra) % 12 for a in ledd]
    # Vinduet som er åpent nå, er ikke det neste.
    kommer = [i for i, a in enumerate(ledd) if a.er_vindu and not pagaar[i]]
    neste = next((i for i in kommer if ledd[i] in egne), kommer[0] if kommer else None)
    return tuple(Tidspunkt(a, pagaar[i], i == neste, a in egne) for i, a in enumerate(ledd))


def arets_rader(niva: str, styreform: str) -> list[Arshjul]:
    """Alle radene for nivået og styreformen. Oslo er sitt eget fylke, så byråd betyr kommunens år uansett nivå."""
    niva = "kommune" if styreform == "byrad" else niva
    return list(Arshjul.objects.synlige().filter(niva=niva, styreform__in=("", styreform)))


def _vanlige(rader: Sequence[Arshjul], sagt: Collection[str]) -> list[Arshjul]:
    """Radene som gjelder, uten dem virksomheten har ``sagt`` sin egen måned for."""
    styreformens = {a.maned_fra for a in rader if a.styreform}
    return [
        a
        for a in rader
        if (a.styreform or a.maned_fra not in styreformens) and not (a.slag and a.slag in sagt)
    ]


def tilskuddsfrister(ordninger: Iterable[Tilskuddsordning]) -> tuple[Frist, ...]:
    """Kjente søknadsmåneder for ordningene, den nærmeste først."""
    i_dag = timezone.localdate()
    frister = [
        Frist(
            o, m, (o.sett_arstall or 0) >= i_dag.year + (m < i_dag.month)
        )  # det som er forbi i år, er neste års
        for o in ordninger
        for m in o.fristmaneder
    ]
    return tuple(sorted(frister, key=lambda f: (f.maned - i_dag.month) % 12))
