"""Det redaksjonen gjør med e-post som ikke kunne legges inn av seg selv. Hvert av dem er en hendelse med navn."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from samarbeid.innpost.funn import finn_referansen
from samarbeid.innpost.handlinger import er_entreprenorens, som_innlegg
from samarbeid.models import Innpost, Samtale
from samarbeid.samtaler.handlinger.trad import er_hos
from samarbeid.samtaler.handlinger.vedlegg import flytt, slett_for
from veier.brukere.models import Bruker
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.tekst import finn_fodselsnummer

I_SKUFFEN = (Innpost.Tilstand.VENTER, Innpost.Tilstand.HOLDT)
OPPBEVARES = timedelta(days=90)


@transaction.atomic
def apne(rad: Innpost, *, grunn: str, av: Bruker) -> None:
    """Redaktøren leser e-posten. At hun gjorde det, og hvorfor, står i loggen."""
    logg_hendelse("innpost_apnet", av=av.offentlig_id, gjelder_id=str(rad.pk), grunn=grunn)


@transaction.atomic
def knytt(rad: Innpost, *, referanse: str, av: Bruker) -> Innpost:
    """Legger e-posten i samtalen med referansen. Hever Domenefeil når den ikke finnes, eller ikke tar imot svar nå."""
    laast = Innpost.objects.select_for_update().get(pk=rad.pk)
    if laast.tilstand not in I_SKUFFEN:
        raise Domenefeil("En annen har tatt denne e-posten.")
    funnet = finn_referansen(referanse)
    if funnet is None:
        raise Domenefeil("Ingen samtale har den referansen.")
    samtale = (
        Samtale.objects.select_for_update(of=("self",))
        .select_related("entreprenor", "part")
        .get(pk=funnet.pk)
    )
    if er_entreprenorens(samtale.entreprenor, laast.fra):
        raise Domenefeil("E-posten er fra entreprenøren selv. Be om at det skrives på siden.")
    if finn_fodselsnummer("\n".join((laast.emne, laast.tekst, laast.sitat, *laast.utelatt))):
        raise Domenefeil("E-posten har noe som ligner et fødselsnummer, og kan ikke legges inn.")
    laast.annen_adresse = not er_hos(samtale, laast.fra)
    laast.samtale, laast.innlegg = samtale, som_innlegg(laast, samtale)
    flytt(laast, laast.innlegg)
    laast.tilstand, laast.grunn, laast.tekst = Innpost.Tilstand.LAGT_INN, "", ""
    laast.funnet = Innpost.Funnet.REDAKSJONEN
    return _ferdig(laast, "innpost_knyttet", av)


@transaction.atomic
def legg_bort(rad: Innpost, *, av: Bruker) -> Innpost:
    """E-posten angår ingen samtale. Teksten og vedleggene slettes."""
    laast = Innpost.objects.select_for_update().get(pk=rad.pk)
    if laast.tilstand not in I_SKUFFEN:
        raise Domenefeil("En annen har tatt denne e-posten.")
    slett_for(laast)
    laast.tilstand, laast.tekst, laast.sitat, laast.utelatt = Innpost.Tilstand.LAGT_BORT, "", "", []
    return _ferdig(laast, "innpost_lagt_bort", av)


@transaction.atomic
def slett_gammel_innpost() -> int:
    """Sletter det som er uten samtale etter 90 dager. Resten følger samtalen. Gir antallet."""
    gamle = Innpost.objects.filter(
        tilstand__in=[Innpost.Tilstand.VENTER, Innpost.Tilstand.LAGT_BORT],
        mottatt_tid__lte=timezone.now() - OPPBEVARES,
    )
    antall = gamle.count()
    if antall:
        gamle.delete()
        logg_hendelse("innpost_slettet", antall=antall)
    return antall


def _ferdig(rad: Innpost, kode: str, av: Bruker) -> Innpost:
    rad.behandlet_av, rad.behandlet_tid = av, timezone.now()
    rad.save()
    logg_hendelse(
        kode, av=av.offentlig_id, gjelder_id=str(rad.pk), gjelder=rad.samtale and rad.samtale.entreprenor
    )
    return rad
