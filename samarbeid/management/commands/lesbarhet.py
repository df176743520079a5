"""manage.py lesbarhet: LIX for hver veiledning, mal og modell, de tyngste først."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.management.base import BaseCommand

from samarbeid.models import Artikkel, Dokumentmal
from veier.dokument import markdown
from veier.dokument.blokker import som_tekst
from veier.sprak import ANDRE
from veier.taksonomi.models import Samarbeidsmodell
from veier.tekst.lesbarhet import lix

MAL = 45


def tekster() -> Iterator[tuple[str, str]]:
    """(navn, tekst) for alt som leses i sammenheng."""
    for artikkel in Artikkel.objects.synlige():
        yield f"artikkel {artikkel.slug}", f"{artikkel.ingress}\n{som_tekst(markdown.les(artikkel.tekst))}"
    for mal in Dokumentmal.objects.synlige():
        yield f"mal {mal.slug}", som_tekst(markdown.les(mal.tekst))
        for s in ANDRE:
            if tekst := mal.paa("tekst", s.kode):
                yield f"mal {mal.slug} ({s.paa_norsk})", som_tekst(markdown.les(str(tekst)))
    for m in Samarbeidsmodell.objects.synlige():
        deler = (
            m.kort,
            m.passer_nar,
            m.passer_ikke_nar,
            m.hvem_bestemmer,
            m.anskaffelsesregler,
            m.forutsetninger,
        )
        yield f"modell {m.slug}", "\n".join((*deler, m.risiko, *m.steg))


class Command(BaseCommand):
    help = f"Skriver ut LIX for tekstene. Målet er {MAL} eller lavere."

    def handle(self, **_valg: object) -> None:
        rader = sorted(((lix(tekst), navn) for navn, tekst in tekster()), reverse=True)
        for verdi, navn in rader:
            self.stdout.write(f"{verdi:5.1f}  {navn}{'  ← over målet' if verdi > MAL else ''}")
        over = sum(verdi > MAL for verdi, _navn in rader)
        self.stdout.write(f"{len(rader)} tekster, {over} over {MAL}")
