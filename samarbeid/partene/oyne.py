"""To par øyne: den som har meldt inn en sak eller svart for en part, publiserer den ikke."""

from __future__ import annotations

from samarbeid.models import Eksempel, Eksempelversjon, Innmelding, Sakspart
from veier.brukere.models import Bruker, Leser
from veier.feil import Domenefeil
from veier.konto.adresser import samme_postkasse, som_personen_har_brukt


def redaktoren(leser: Leser | None) -> Bruker | None:
    """Den innloggede når hun er i redaksjonen. Andre som melder inn eller svarer, huskes ikke."""
    return leser if isinstance(leser, Bruker) and leser.is_staff else None


def hindring(versjon: Eksempelversjon, *, av: Bruker) -> str:
    """Setningen om hvorfor ``av`` ikke kan publisere utkastet; tom når hun kan.

    Hvem som skriver uten konto, kan ingen vite sikkert. Derfor må en annen redaktør ha skrevet, spurt en part eller sendt
    saken til en kollega, før en sak som er meldt inn, publiseres første gang. Det samme når den som skrev, ikke finnes mer.
    """
    sak: Eksempel = versjon.objekt
    if versjon.endret_av_id == av.pk:
        return f"«{sak}» må publiseres av en annen enn den som skrev."
    innmelding = Innmelding.objects.filter(eksempel=sak.pk).first()
    partene = list(Sakspart.objects.filter(eksempel=sak.pk))
    if _er_av(av, innmelding, partene):
        return f"Du har meldt inn «{sak}» eller svart for en part. En annen i redaksjonen må publisere den."
    andre = {versjon.endret_av_id, versjon.innsendt_av_id, *(p.spurt_av_id for p in partene)} - {None, av.pk}
    if not andre and not sak.er_publisert:
        return (
            f"Bare du har arbeidet med «{sak}». Send den til en kollega, så kan hun publisere den, "
            "eller be henne spørre partene."
        )
    return ""


def krev_andre_oyne(versjon: Eksempelversjon, *, av: Bruker) -> None:
    """Hever Domenefeil med ``hindring``."""
    if setning := hindring(versjon, av=av):
        raise Domenefeil(setning)


def _er_av(av: Bruker, innmelding: Innmelding | None, partene: list[Sakspart]) -> bool:
    """Kontoen, eller en adresse hun har brukt, står som den som meldte inn eller svarte."""
    svarte = [p for p in partene if p.svar != Sakspart.Svar.VENTER]
    kontoer = {p.svart_av_id for p in svarte} | {innmelding.sendt_av_id if innmelding else None}
    if av.pk in kontoer:
        return True
    adresser = {p.epost for p in svarte} | {innmelding.epost if innmelding else ""}
    return samme_postkasse(adresser, som_personen_har_brukt(av))
