"""Å registrere en entreprenør, med eller uten svar fra Enhetsregisteret."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from entreprenorer.handlinger.bekreftelse import meld_til_redaksjonen
from entreprenorer.models import Entreprenor
from entreprenorer.tilganger import beviser
from veier.brukere.models import Bruker
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.jobber import sett_i_ko
from veier.klienter import KlientFeil
from veier.klienter.enhetsregisteret import Enhet, Oppslag, Utfall, hent_enhet
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem
from veier.medlemskap.models import Medlemsrolle
from veier.typer import Verdier

OPPDATER = "entreprenorer.oppdater_fra_register"
HOYST_UBEKREFTET = 3
Bekreftelse = Entreprenor.Bekreftelse


class FinnesFraFor(Domenefeil):
    """Organisasjonsnummeret har en profil allerede."""

    def __init__(self, entreprenor: Entreprenor) -> None:
        super().__init__(_("%(navn)s er registrert fra før.") % {"navn": entreprenor.navn})
        self.entreprenor = entreprenor


@dataclass(frozen=True, slots=True)
class Framgang:
    """Hvor langt registreringen kom: ferdig (``ny``), tatt (``finnes``), eller noe personen må gjøre først.

    ``enhet`` er det registeret sier, som personen må bekrefte. ``trenger_navn``: registeret svarte ikke.
    """

    ny: Entreprenor | None = None
    finnes: Entreprenor | None = None
    enhet: Enhet | None = None
    trenger_navn: bool = False


@dataclass(frozen=True, slots=True)
class Registersvar:
    """Det et oppslag førte til. ``enhet`` er None når registeret ikke svarte."""

    enhet: Enhet | None
    svarte: bool


def sla_opp(organisasjonsnummer: str) -> Registersvar:
    """Slår opp nummeret. Hever Domenefeil med en forklaring når enheten ikke kan registreres."""
    try:
        oppslag = hent_enhet(organisasjonsnummer)
    except ValueError:
        raise Domenefeil(_("Nummeret er ikke et gyldig organisasjonsnummer. Det har ni sifre.")) from None
    except KlientFeil:
        return Registersvar(None, svarte=False)
    if grunn := hvorfor_ikke(oppslag):
        raise Domenefeil(grunn)
    return Registersvar(oppslag.enhet, svarte=True)


def hvorfor_ikke(oppslag: Oppslag) -> str:
    """En setning om hvorfor enheten ikke kan ha profil; tom når den kan."""
    enhet = oppslag.enhet
    if oppslag.utfall == Utfall.FINNES_IKKE:
        return _("Enhetsregisteret kjenner ikke nummeret. Se etter om det er skrevet riktig.")
    if oppslag.utfall == Utfall.FJERNET:
        return _("Enheten er tatt ut av de åpne opplysningene i Enhetsregisteret. Skriv til redaksjonen.")
    if enhet is None:
        return ""
    if enhet.slettet:
        return _("%(navn)s er slettet i Enhetsregisteret.") % {"navn": enhet.navn}
    if enhet.konkurs:
        return _("%(navn)s er registrert som konkurs.") % {"navn": enhet.navn}
    if enhet.under_avvikling:
        return _("%(navn)s er under avvikling.") % {"navn": enhet.navn}
    if enhet.er_underenhet:
        return _("Nummeret hører til en underenhet. Bruk nummeret til hovedenheten.")
    return ""


def ta_neste_steg(*, av: Bruker, organisasjonsnummer: str, navn: str, bekreftet: bool) -> Framgang:
    """Slår opp, og registrerer når det ikke er mer å spørre om.

    Det registeret sier, må personen ha sett og bekreftet. Uten nummer er det ingenting å se over, og når
    registeret ikke svarer, er navnet personen skrev nok. Hever Domenefeil når enheten ikke kan registreres.
    """
    if finnes := Entreprenor.objects.filter(organisasjonsnummer=organisasjonsnummer or "-").first():
        return Framgang(finnes=finnes)
    enhet = None
    if organisasjonsnummer:
        svar = sla_opp(organisasjonsnummer)
        enhet = svar.enhet
        if not svar.svarte and not navn:
            return Framgang(trenger_navn=True)
        if enhet and not bekreftet:
            return Framgang(enhet=enhet)
    try:
        return Framgang(ny=registrer(av=av, organisasjonsnummer=organisasjonsnummer, navn=navn, enhet=enhet))
    except FinnesFraFor as feil:
        return Framgang(finnes=feil.entreprenor)


def registrer(
    *, av: Bruker, organisasjonsnummer: str = "", navn: str = "", enhet: Enhet | None = None
) -> Entreprenor:
    """Lager profilen med ``av`` som administrator.

    Uten en adresse på domenet registeret oppgir, venter den på redaksjonen; ingen andre ser den før det.

    Uten ``enhet``, men med nummer, svarte ikke registeret: navnet er det personen skrev, og en jobb henter
    resten. Uten nummer er organisasjonen «ikke registrert ennå». Hever FinnesFraFor når nummeret er i bruk, og
    når personen selv har registrert samme navn før: da er det et dobbeltklikk, eller et svar som aldri kom fram.
    """
    try:
        with transaction.atomic():
            Bruker.objects.select_for_update().get(pk=av.pk)
            if not organisasjonsnummer and (egen := _egen_uten_nummer(av, navn)):
                raise FinnesFraFor(egen)
            bevist = enhet is not None and beviser(av, navn=enhet.navn, nettsted=enhet.hjemmeside)
            if not bevist:
                _krev_plass(av)
            entreprenor = _ny_rad(organisasjonsnummer, navn, enhet, bevist=bevist)
            kontroll = entreprenor.registerkontroll
            legg_til_medlem(
                entreprenor, bruker=av, rolle=Medlemsrolle.ADMINISTRATOR, av=av, grunn="registrering"
            )
            logg_hendelse(
                "entreprenor_registrert",
                av=av.offentlig_id,
                gjelder=entreprenor,
                kontroll=str(kontroll),
                bekreftelse=str(entreprenor.bekreftelse),
            )
            if not bevist and av.is_active:
                meld_til_redaksjonen(entreprenor, av=av)
            if kontroll == Entreprenor.Kontroll.VENTER:
                sett_i_ko(OPPDATER, entreprenor=entreprenor.pk)
            return entreprenor
    except IntegrityError:
        finnes = Entreprenor.objects.filter(organisasjonsnummer=organisasjonsnummer or "-").first()
        if finnes is None:
            raise
        raise FinnesFraFor(finnes) from None


def _ny_rad(organisasjonsnummer: str, navn: str, enhet: Enhet | None, *, bevist: bool) -> Entreprenor:
    felt = registerfelt(enhet) if enhet else {}
    kontroll = Entreprenor.Kontroll.HENTET if enhet else Entreprenor.Kontroll.INGEN
    if organisasjonsnummer and not enhet:
        kontroll = Entreprenor.Kontroll.VENTER
    form = "" if organisasjonsnummer else Entreprenor.Organisasjonsform.IKKE_REGISTRERT
    return Entreprenor.objects.create(
        **{
            "navn": navn,
            "organisasjonsform": form,
            **felt,
            "organisasjonsnummer": organisasjonsnummer or None,
            "registerkontroll": kontroll,
            "bekreftelse": Bekreftelse.BEKREFTET if bevist else Bekreftelse.VENTER,
            "bekreftet_tid": timezone.now() if bevist else None,
            "slug": lag_slug(felt.get("navn") or navn),
        }
    )


def _krev_plass(bruker: Bruker) -> None:
    """Hever Domenefeil når personen alt har mange som ikke er bekreftet."""
    ubekreftede = Entreprenor.objects.filter(
        bekreftelse__in=[Bekreftelse.VENTER, Bekreftelse.AVSLATT],
        medlemskap__bruker=bruker,
        opprettet_tid__gt=timezone.now() - timedelta(days=30),
    )
    if ubekreftede.count() >= HOYST_UBEKREFTET:
        raise Domenefeil(
            _("Du har registrert tre organisasjoner som ikke er bekreftet. Vent til redaksjonen har svart.")
        )


def _egen_uten_nummer(bruker: Bruker, navn: str) -> Entreprenor | None:
    return Entreprenor.objects.filter(
        organisasjonsnummer=None, navn__iexact=navn, medlemskap__bruker=bruker
    ).first()


def registerfelt(enhet: Enhet) -> Verdier:
    """Feltene registeret eier."""
    return {
        "navn": enhet.navn[:200],
        "organisasjonsform": enhet.form,
        "adresse": ", ".join(enhet.adresse)[:300],
        "postnummer": enhet.postnummer[:10],
        "poststed": enhet.poststed[:100],
        "kommunenummer": enhet.kommunenummer[:4],
        "formal": "\n".join(enhet.formal),
        "registrert_nettsted": enhet.hjemmeside[:200],
        "i_frivillighetsregisteret": enhet.i_frivillighetsregisteret,
        "register_hentet_tid": timezone.now(),
    }


def lag_slug(navn: str) -> str:
    """Slugen av navnet, med æ, ø og å som ae, o og a; et tillegg når den er i bruk."""
    bytte = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "ae", "Ø": "o", "Å": "a"})
    grunn = slugify(navn.translate(bytte))[:90] or "entreprenor"
    slug = grunn
    while Entreprenor.objects.filter(slug=slug).exists() or slug in OPPTATT:
        slug = f"{grunn}-{secrets.token_hex(3)}"
    return slug


# Ord som er egne sider under /entreprenorer/.
OPPTATT = frozenset({"registrer", "invitasjon", "foresporsler", "sammenlign", "kart"})
