"""Det ``manage.py sjekk_drift`` ser etter. Hver kontroll er en funksjon som gir funn: hva, hvordan det står til, setningen."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Literal, NamedTuple

import httpx
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from veier import miljo
from veier.database import roller
from veier.drift.status import les_driftsstatus
from veier.drift.ved_start import uten_frist

Tilstand = Literal["ok", "advarsel", "feil"]
SKJEV_KLOKKE_SEKUNDER = 2
MINST_LEDIG_MB = 500
KOPI_GAMMEL_TIMER = 26


class Omfang(NamedTuple):
    """Det som bare kontrolleres når noen ber om det."""

    epost: str = ""
    klokke: str = ""


class Funn(NamedTuple):
    omrade: str
    tilstand: Tilstand
    setning: str


def kjor(omfang: Omfang) -> Iterator[Funn]:
    """Alle kontrollene. Er databasen borte, er det ett funn, og resten kontrolleres likevel."""
    for kontroll in KONTROLLER:
        try:
            yield from kontroll(omfang)
        except DatabaseError as feil:
            yield Funn("Databasen", "feil", f"Databasen svarer ikke ({type(feil).__name__}).")


def nokler(_omfang: Omfang) -> Iterator[Funn]:
    from veier.epost.adressenokler import nokkelring
    from veier.konto.handlinger.nokkelbytte import stilling

    if not settings.I_DRIFT:
        yield Funn("Nøkler", "advarsel", "VEIER_ADRESSE er ikke https: dette er en lokal tjener.")
    antall = len(settings.KRYPTONOKLER) + len(settings.SECRET_KEY_FALLBACKS) + 1
    yield Funn("Nøkler", "ok", f"{antall} nøkler er lest, og alle er lange og tilfeldige nok.")
    har = stilling()
    if har["uleselig"]:
        yield Funn(
            "Nøkler",
            "feil",
            f"{har['uleselig']} kodeapper, lenker eller avmeldinger kan ikke leses: nøkkelen deres mangler i VEIER_KRYPTONOKLER.",
        )
    ring = nokkelring()
    if ring.uleselige or not ring.nokler:
        yield Funn(
            "Nøkler",
            "feil",
            "Nøklene til avmeldingene kan ikke leses, så e-post som kan slås av, sendes ikke. Sett den gamle nøkkelen bakerst "
            "i VEIER_KRYPTONOKLER og kjør manage.py bytt_nokkel --bare-avmeldinger.",
        )
    if har["eldre"]:
        yield Funn(
            "Nøkler", "advarsel", f"{har['eldre']} bruker en eldre nøkkel. Kjør manage.py bytt_nokkel."
        )


def epost(omfang: Omfang) -> Iterator[Funn]:
    if settings.LOKAL_POST:
        yield Funn("E-post", "advarsel", "EPOST_URL er ikke satt: e-post skrives i loggen, ingen får den.")
        return
    forbindelse = get_connection(timeout=10)
    try:
        forbindelse.open()
        if omfang.epost:
            melding = EmailMessage(
                "Prøve fra Veier til samarbeid",
                "Dette er en prøve. Kommer den fram, virker e-posten.",
                to=[omfang.epost],
                connection=forbindelse,
            )
            melding.send()
    except (OSError, ValueError) as feil:
        yield Funn("E-post", "feil", f"Tjeneren i EPOST_URL tar ikke imot: {type(feil).__name__}.")
        return
    finally:
        forbindelse.close()
    if not (settings.EMAIL_USE_SSL or settings.EMAIL_USE_TLS) and settings.EMAIL_HOST not in _EGNE:
        yield Funn(
            "E-post",
            "advarsel",
            "Forbindelsen til e-posttjeneren er ikke kryptert. Bruk smtps://, eller smtp:// til en tjener som kan STARTTLS.",
        )
    sendt = f"En prøve er sendt til {omfang.epost}." if omfang.epost else "Bruk --epost for å sende en prøve."
    yield Funn("E-post", "ok", f"Tjeneren svarer. {sendt}")


_EGNE = {"localhost", "127.0.0.1", "::1"}


def mellomtjener(_omfang: Omfang) -> Iterator[Funn]:
    antall = settings.MELLOMTJENERE
    if not antall:
        forklart = "Portalen tror på adressen forbindelsen kommer fra, og leser ikke X-Forwarded-For."
        yield Funn(
            "Mellomtjener",
            "advarsel" if settings.I_DRIFT else "ok",
            f"VEIER_MELLOMTJENERE er 0. {forklart} Står det en mellomtjener foran, deler alle grensene dens adresse.",
        )
        return
    hvilken = "siste" if antall == 1 else f"{antall}. siste"
    yield Funn(
        "Mellomtjener",
        "ok",
        f"Portalen bruker den {hvilken} adressen i X-Forwarded-For; resten kan være forfalsket.",
    )


def databaseroller(_omfang: Omfang) -> Iterator[Funn]:
    funn = roller.for_mye()
    for setning in funn:
        yield Funn(
            "Databaseroller",
            "feil" if settings.I_DRIFT else "advarsel",
            f"Rollen i DATABASE_URL {setning}. Kjør drift/roller.sql, og bruk veier_app.",
        )
    if not funn:
        yield Funn(
            "Databaseroller",
            "ok",
            "Portalens rolle kan lese og skrive rader, og ikke røre det som vokter dem.",
        )
    if settings.I_DRIFT and not os.environ.get("VEIER_MIGRERING_URL"):
        yield Funn(
            "Databaseroller",
            "advarsel",
            "VEIER_MIGRERING_URL er ikke satt her; migreringen trenger eierens rolle.",
        )


def frister(_omfang: Omfang) -> Iterator[Funn]:
    """De gjelder alle prosessene: nettjeneren og arbeideren kobler til på samme måte, og sier fra selv når de starter."""
    mangler = list(uten_frist())
    for navn in mangler:
        yield Funn(
            "Frister",
            "feil" if settings.I_DRIFT else "advarsel",
            f"Forbindelsen til databasen har ingen {navn}: det som henger, holder en tråd og en lås for alltid.",
        )
    if not mangler:
        yield Funn("Frister", "ok", "Ingen spørring, lås eller transaksjon kan vare for alltid.")


def disk(_omfang: Omfang) -> Iterator[Funn]:
    for navn, mappe in (("VEIER_DATA", settings.DATAMAPPE), ("VEIER_OPPLASTET", Path(settings.MEDIA_ROOT))):
        finnes = mappe if mappe.exists() else mappe.parent
        try:
            ledig = shutil.disk_usage(finnes).free // 1024**2
        except OSError:
            yield Funn("Disk", "feil", f"{navn} finnes ikke, og kan ikke lages.")
            continue
        if not os.access(finnes, os.W_OK):
            yield Funn("Disk", "feil", f"Portalen kan ikke skrive i {navn}.")
        elif ledig < MINST_LEDIG_MB:
            yield Funn("Disk", "feil", f"Bare {ledig} MB er ledig i {navn}.")
        else:
            yield Funn("Disk", "ok", f"{ledig} MB er ledig i {navn}.")


def klokke(omfang: Omfang) -> Iterator[Funn]:
    """Kodeapper og frister bruker maskinens klokke."""
    with connection.cursor() as peker:
        for_ = time.time()
        peker.execute("SELECT extract(epoch FROM clock_timestamp())::float")
        skjev = peker.fetchone()[0] - (for_ + time.time()) / 2
    yield _klokkefunn("databasens", skjev, SKJEV_KLOKKE_SEKUNDER)
    if omfang.klokke:
        try:
            miljo.nettadresse("--klokke", omfang.klokke)
            svar = httpx.head(omfang.klokke, timeout=5)
            der = parsedate_to_datetime(svar.headers["Date"])
        except (httpx.HTTPError, KeyError, ValueError) as feil:
            yield Funn("Klokke", "advarsel", f"Fikk ingen klokke fra adressen: {type(feil).__name__}.")
            return
        yield _klokkefunn("nettadressens", (der - timezone.now()).total_seconds(), SKJEV_KLOKKE_SEKUNDER + 1)


def _klokkefunn(hvem: str, skjev: float, grense: float) -> Funn:
    if abs(skjev) > grense:
        return Funn(
            "Klokke",
            "feil",
            f"Maskinens klokke er {abs(skjev):.0f} sekunder fra {hvem}. Kodeapper vil feile.",
        )
    return Funn("Klokke", "ok", f"Maskinens klokke går likt med {hvem}.")


def arbeider(_omfang: Omfang) -> Iterator[Funn]:
    status = les_driftsstatus()
    grunner = list(status.grunner())
    for grunn in grunner:
        yield Funn("Arbeider", "feil", grunn)
    for merknad in status.epost.merknader():
        yield Funn("E-post", "ok", merknad)
    if not grunner:
        yield Funn("Arbeider", "ok", "Arbeideren lever, og ingen jobb eller e-post har ventet for lenge.")


def migreringer(_omfang: Omfang) -> Iterator[Funn]:
    utforer = MigrationExecutor(connection)
    mangler = len(utforer.migration_plan(utforer.loader.graph.leaf_nodes()))
    if mangler:
        yield Funn("Migreringer", "feil", f"{mangler} migreringer er ikke kjørt. Kjør script/oppsett.")
    else:
        yield Funn("Migreringer", "ok", "Alle migreringene er kjørt.")


def statiske_filer(_omfang: Omfang) -> Iterator[Funn]:
    if (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        yield Funn("Statiske filer", "ok", "De er samlet.")
    else:
        yield Funn("Statiske filer", "feil", "De er ikke samlet. Kjør script/oppsett.")


def sikkerhetskopi(_omfang: Omfang) -> Iterator[Funn]:
    """Den nyeste filen i mappen kopiene legges i."""
    mappe = os.environ.get("VEIER_KOPIER", "")
    if not mappe:
        yield Funn(
            "Sikkerhetskopi",
            "advarsel",
            "VEIER_KOPIER er ikke satt: vet ikke hvor gammel den siste kopien er.",
        )
        return
    filer = [f for f in Path(mappe).glob("veier-[0-9]*.veier") if f.is_file()]
    if not filer:
        yield Funn("Sikkerhetskopi", "feil", "Det er ingen sikkerhetskopi i VEIER_KOPIER.")
        return
    timer = int((time.time() - max(f.stat().st_mtime for f in filer)) // 3600)
    tilstand: Tilstand = "feil" if timer > KOPI_GAMMEL_TIMER else "ok"
    yield Funn("Sikkerhetskopi", tilstand, f"Den siste kopien er {timer} timer gammel.")


def utenfra(_omfang: Omfang) -> Iterator[Funn]:
    """Portalen slik en leser møter den, gjennom mellomtjeneren. Bare i drift."""
    if not settings.I_DRIFT:
        return
    try:
        svar = httpx.get(f"{settings.ADRESSE}/helse/", timeout=5, follow_redirects=False)
    except httpx.HTTPError as feil:
        yield Funn("Utenfra", "feil", f"VEIER_ADRESSE svarer ikke herfra: {type(feil).__name__}.")
        return
    if svar.status_code != 200:
        yield Funn(
            "Utenfra",
            "feil",
            f"/helse/ på VEIER_ADRESSE svarer {svar.status_code}. Setter mellomtjeneren X-Forwarded-Proto?",
        )
    elif "strict-transport-security" not in svar.headers:
        yield Funn(
            "Utenfra",
            "feil",
            "Svaret mangler Strict-Transport-Security: mellomtjeneren sier ikke at forbindelsen er https.",
        )
    else:
        yield Funn("Utenfra", "ok", "Portalen svarer på VEIER_ADRESSE, med sikker forbindelse.")


KONTROLLER: tuple[Callable[[Omfang], Iterator[Funn]], ...] = (
    nokler,
    epost,
    mellomtjener,
    databaseroller,
    frister,
    disk,
    klokke,
    arbeider,
    migreringer,
    statiske_filer,
    sikkerhetskopi,
    utenfra,
)
