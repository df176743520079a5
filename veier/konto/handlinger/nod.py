"""Veien inn når e-posten er nede, eller den andre sikringen er borte. Kjøres på tjeneren, og sies fra om."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from veier.brukere.models import Bruker
from veier.epost.handlinger import send_mal
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.konto.bekreftelse import KODETEGN
from veier.konto.handlinger.tilgang import endre_tilgang
from veier.konto.handlinger.vern import avslutt_okter
from veier.konto.models import Nodkode
from veier.lenker import stemmer

VARER = timedelta(minutes=15)


@transaction.atomic
def gi_innlogging(epost: str) -> str:
    """En kode administratoren skriver i stedet for den fra e-posten. To trinn kreves som ellers.

    Den som har tjeneren, kan alt lese e-posten til kontoen ut av databasen; derfor regnes adressen som bekreftet.
    Hever Domenefeil når kontoen ikke er en administrators, eller er stengt.
    """
    bruker = _finn(epost)
    if not bruker.is_superuser:
        raise Domenefeil(_("Kontoen er ikke en administrators. Andre logger inn når e-posten er oppe igjen."))
    if not bruker.is_active:
        raise Domenefeil(_("Kontoen er stengt."))
    EmailAddress.objects.update_or_create(
        user=bruker, email=bruker.epost, defaults={"verified": True, "primary": True}
    )
    tegn = "".join(secrets.choice(KODETEGN) for _nr in range(8))
    Nodkode.objects.update_or_create(
        bruker=bruker, defaults={"avtrykk": _avtrykk(tegn), "utloper_tid": timezone.now() + VARER}
    )
    logg_hendelse("konto_nodkode_laget", gjelder_id=str(bruker.offentlig_id))
    _si_fra(
        bruker,
        {bruker},
        "konto_endret",
        lambda: {"hva": _("Noen med tilgang til tjeneren har laget en innloggingskode til kontoen.")},
    )
    return f"{tegn[:4]}-{tegn[4:]}"


@transaction.atomic
def bruk_nodkode(bruker: Bruker, kode: str) -> bool:
    """Om koden er riktig. Da er den brukt."""
    rad = Nodkode.objects.select_for_update().filter(bruker=bruker, utloper_tid__gt=timezone.now()).first()
    if rad is None or not stemmer(rad.avtrykk, partial(_avtrykk, kode)):
        return False
    rad.delete()
    logg_hendelse("konto_nodkode_brukt", av=bruker.offentlig_id)
    return True


@transaction.atomic
def nullstill_totrinn(epost: str, *, grunn: str, av: Bruker | None = None) -> int:
    """Tar bort kodeapp, passnøkler og gjenopprettingskoder, og logger personen ut overalt. Gir antallet.

    Personen og alle administratorene får vite det, med grunnen. Den som er i redaksjonen, må sette opp to trinn på
    nytt før hun slipper inn dit. ``av`` er None når det gjøres på tjeneren. Hever Domenefeil uten grunn, og når kontoen
    ikke finnes.
    """
    bruker = _finn(epost)
    if not grunn.strip():
        raise Domenefeil(_("Skriv grunnen. Den går til personen og til administratorene."))
    antall, _per_tabell = Authenticator.objects.filter(user=bruker).delete()
    bruker.pagaende_fra_tid = timezone.now()
    bruker.save(update_fields=["pagaende_fra_tid"])
    avslutt_okter(bruker)
    logg_hendelse(
        "konto_totrinn_nullstilt",
        av=av.offentlig_id if av else None,
        gjelder_id=str(bruker.offentlig_id),
        antall=antall,
        grunn=grunn.strip(),
    )
    mottakere = {bruker, *Bruker.objects.aktive().filter(is_superuser=True)}
    _si_fra(bruker, mottakere, "totrinn_tatt_bort", lambda: _tatt_bort(bruker, grunn.strip(), av))
    return antall


@transaction.atomic
def nullstill_for_en_annen(bruker: Bruker, *, av: Bruker, grunn: str) -> int:
    """Det samme fra redaksjonens sider, av en administrator. Gir antallet sikringer som er tatt bort.

    Var personen redaktør, tas tilgangen også: den gis igjen når hun har satt opp to trinn. Ellers kunne den som leser
    e-posten hennes, sette opp sine egne og slippe inn. Hever Domenefeil når den som handler, ikke er administrator,
    når det er hennes egen konto eller en annen administrators, når kontoen ikke har to trinn, og uten grunn.
    """
    rad = Bruker.objects.select_for_update().get(pk=bruker.pk)
    if not grunn.strip():
        raise Domenefeil(_("Skriv grunnen. Den går til personen og til administratorene."))
    if not Authenticator.objects.filter(user=rad).exists():
        raise Domenefeil(_("Kontoen har ikke to-trinns innlogging."))
    endre_tilgang(rad, av=av, redaktor=False, aktiv=rad.is_active, navn=rad.navn)
    return nullstill_totrinn(rad.epost, grunn=grunn, av=av)


def _tatt_bort(bruker: Bruker, grunn: str, av: Bruker | None) -> dict[str, str]:
    tatt_av = _("av %(hvem)s") % {"hvem": av.epost} if av else _("på tjeneren")
    return {"epost": bruker.epost, "tatt_av": tatt_av, "grunn": grunn}


def _finn(epost: str) -> Bruker:
    bruker = Bruker.objects.select_for_update().filter(epost=epost.strip().lower()).first()
    if bruker is None:
        raise Domenefeil(_("Ingen konto har adressen %(epost)s.") % {"epost": epost})
    return bruker


def _avtrykk(kode: str, nokkel: str | None = None) -> str:
    rensket = "".join(tegn for tegn in kode.upper() if tegn.isalnum())
    return salted_hmac("veier.nodkode", rensket, secret=nokkel, algorithm="sha256").hexdigest()


def _si_fra(
    bruker: Bruker, mottakere: Iterable[Bruker], mal: str, sier: Callable[[], dict[str, str]]
) -> None:
    """``sier`` gir verdiene på målformen som gjelder."""
    naa = timezone.now()
    for mottaker in mottakere:
        with override(mottaker.malform):
            verdier = {
                **sier(),
                "tid": date_format(timezone.localtime(naa), "j. F Y H.i"),
                "lenke": settings.ADRESSE + reverse("konto"),
            }
        send_mal(
            mal,
            nokkel=f"nod:{bruker.pk}:{naa.timestamp()}",
            til=mottaker.epost,
            malform=mottaker.malform,
            verdier=verdier,
        )
