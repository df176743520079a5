"""Jobber i appen som trenger begge sider."""

from procrastinate.contrib.django import app

from samarbeid.handlinger.henvendelse import slett_gamle_henvendelser
from samarbeid.handlinger.sokeindeks import bygg_sokeindeks, er_foreldet


@app.periodic(cron="* * * * *")
@app.task(name="samarbeid.oppdater_sokeindeks", queueing_lock="sokeindeks", lock="sokeindeks")
def oppdater_sokeindeks(timestamp: int) -> int:
    """Hvert minutt: bygger indeksen på nytt hvis noen har endret referansedata."""
    return bygg_sokeindeks() if er_foreldet() else 0


@app.periodic(cron="37 3 * * *")
@app.task(name="samarbeid.slett_gamle_henvendelser", queueing_lock="slett_henvendelser")
def slett_henvendelser(timestamp: int) -> int:
    """Hver natt: meldinger til redaksjonen slettes tolv måneder etter at de er ferdige."""
    return slett_gamle_henvendelser()
