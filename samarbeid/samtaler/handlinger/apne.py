"""At redaksjonen åpner en samtale den ikke er med i: med en grunn begge sider ser, for én redaktør, i et kvarter."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from samarbeid.models import Apning, Samtale
from veier.brukere.models import Bruker
from veier.hendelser.handlinger import logg_hendelse

APEN_I = timedelta(minutes=15)


@transaction.atomic
def apne_for_redaksjonen(samtale: Samtale, *, grunn: str, sendenokkel: uuid.UUID, av: Bruker) -> Apning:
    """Åpner samtalen for ``av``, bare til å lese. Det samme skjemaet to ganger gir den samme åpningen.

    Uttrekkene sier at den er åpnet; de som alt er laget, må lages på nytt.

    Hvem, når og hvorfor står i loggen; det som er skrevet i samtalen, gjør ikke.
    """
    laast = Samtale.objects.select_for_update(of=("self",)).select_related("entreprenor").get(pk=samtale.pk)
    if gjort := laast.apninger.filter(sendenokkel=sendenokkel).first():
        return gjort
    na = timezone.now()
    apning = Apning.objects.create(
        samtale=laast, av=av, grunn=grunn, sendenokkel=sendenokkel, tid=na, utloper_tid=na + APEN_I
    )
    laast.uttrekk.all().delete()
    logg_hendelse(
        "samtale_apnet",
        av=av.offentlig_id,
        gjelder=laast.entreprenor,
        referanse=laast.referanse,
        grunn=grunn,
    )
    return apning
