"""Jobben som sender e-post, og den som tar opp det som ble liggende."""

from datetime import timedelta

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from veier.epost.handlinger import HOYST_FORSOK, JOBB, ForsokIgjen, send
from veier.epost.models import Utsending
from veier.jobber import sett_i_ko

# Etter 4, 16, 64 … sekunder; de siste forsøkene er timer fra hverandre.
NYE_FORSOK = RetryStrategy(max_attempts=HOYST_FORSOK, exponential_wait=4, retry_exceptions={ForsokIgjen})
LIGGER_FOR_LENGE = timedelta(hours=12)


@app.task(name=JOBB, retry=NYE_FORSOK)
def send_utsending(utsending: int) -> bool:
    """Sender én melding. Tåler å kjøre om igjen: det som er sendt, sendes ikke på nytt."""
    return send(utsending)


@app.periodic(cron="23 * * * *")
@app.task(name="veier.epost.ta_opp_igjen", queueing_lock="epost_ta_opp_igjen")
def ta_opp_igjen(timestamp: int) -> int:
    """Hver time: meldinger som har ventet et halvt døgn uten at noen jobb tok dem, får en ny."""
    gamle = Utsending.objects.filter(
        status=Utsending.Status.VENTER, opprettet_tid__lte=timezone.now() - LIGGER_FOR_LENGE
    )
    for utsending in gamle:
        sett_i_ko(JOBB, utsending=utsending.pk)
    return len(gamle)
