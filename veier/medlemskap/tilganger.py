"""Hvem som er hva i en organisasjon."""

from __future__ import annotations

from veier.brukere.models import Bruker, Leser
from veier.hendelser.models import Hendelse
from veier.konto.adresser import er_samme_person
from veier.medlemskap.models import Medlemskap, Medlemsrolle, Organisasjon
from veier.medlemskap.slag import slag_til


def medlemskap_i(bruker: Leser, organisasjon: Organisasjon) -> Medlemskap | None:
    """Brukerens medlemskap i organisasjonen, eller None. En anonym bruker har ingen."""
    if not bruker.is_authenticated:
        return None
    return slag_til(organisasjon).medlemskap.hos(organisasjon).filter(bruker=bruker).first()


def er_medlem(bruker: Leser, organisasjon: Organisasjon) -> bool:
    """Medlemmer og administratorer."""
    return medlemskap_i(bruker, organisasjon) is not None


def er_part(bruker: Bruker, organisasjon: Organisasjon) -> bool:
    """Personen er med der, med denne kontoen eller med en annen hun har. Da svarer noen andre i redaksjonen."""
    medlemmer = slag_til(organisasjon).medlemskap.hos(organisasjon).select_related("bruker")
    return er_samme_person(bruker, *(m.bruker for m in medlemmer))


def er_administrator(bruker: Leser, organisasjon: Organisasjon) -> bool:
    """Bare administratorer."""
    medlemskap = medlemskap_i(bruker, organisasjon)
    return medlemskap is not None and medlemskap.er_administrator


def er_tatt_ut(bruker: Bruker, organisasjon: Organisasjon) -> bool:
    """Det siste som skjedde, var at noen andre tok personen ut. Da kommer hun ikke inn igjen av seg selv."""
    siste = Hendelse.objects.filter(
        kode__in=("medlem_lagt_til", "medlem_fjernet"),
        gjelder_type=organisasjon._meta.label_lower,
        gjelder_id=organisasjon.slug,
        detaljer__medlem=str(bruker.offentlig_id),
    ).first()
    return siste is not None and siste.kode == "medlem_fjernet" and siste.av != bruker.offentlig_id


def har_administrator(organisasjon: Organisasjon) -> bool:
    """Organisasjonen har noen som kan svare på forespørsler."""
    return (
        slag_til(organisasjon)
        .medlemskap.hos(organisasjon)
        .filter(rolle=Medlemsrolle.ADMINISTRATOR, bruker__is_active=True)
        .exists()
    )


def hvorfor_ikke_skrive_til_fremmede(organisasjon: Organisasjon) -> str:
    """En setning om hvorfor organisasjonen ikke kan sende e-post til andre enn medlemmene; tom når den kan."""
    return str(getattr(organisasjon, "hvorfor_ikke_skrive", ""))
