"""Behovet, profilen, ideen, «Behov som passer dere», varslene, Min side og ukebrevet sier det samme om hvert par."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import timedelta
from html import unescape

import pytest
from django.conf import settings
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from entreprenorer.models import Entreprenor, Ide
from kommuner.models import Behov
from samarbeid.behovstreff.handlinger import beregn_behov
from samarbeid.behovstreff.visning import Treffene, for_entreprenoren, for_ideen
from samarbeid.models import Katalogendring, Katalograd
from samarbeid.nytt import ukebrev
from samarbeid.nytt.passer import HOYST
from samarbeid.varsler.lister import LISTER
from tests import innhold
from tests.samarbeid.test_behovstreff_likt import Verdenen
from tests.verden import lag_bruker, logg_inn
from veier.epost.models import Utsending
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem

pytestmark = pytest.mark.django_db
IKKE = "Hvorfor ikke disse?"
Par = dict[str, set[str]]


class Sidene:
    """Det som står på sidene og i brevene, lest av dem som er med på hver side."""

    def __init__(self, verdenen: Verdenen) -> None:
        self.eiere, self.ansatte = {}, {}
        self.profilene: dict[str, str] = {}
        for nr, firma in enumerate(verdenen.firmaene):
            self.eiere[firma.slug] = person = lag_bruker(f"eier{nr}@eksempel.no")
            legg_til_medlem(firma, bruker=person, rolle="administrator", av=person, grunn="test")
        for nr, part in enumerate({b.part for b in Behov.objects.exclude(slug="").select_related("part")}):
            self.ansatte[part.slug] = person = lag_bruker(f"ansatt{nr}@{part.epostdomene}")
            legg_til_medlem(part, bruker=person, rolle="medlem", av=person, grunn="test")

    def behovene(self) -> tuple[Par, Par]:
        """(adressene til dem som passer hvert behov, til dem like under): profiler og ideer, det virksomheten ser."""
        passer, under = {}, {}
        for behov in Behov.objects.filter(slug__startswith="behov-").select_related("part"):
            klient = logg_inn(self.ansatte[behov.part.slug])
            side = klient.get(reverse("behov_treff", args=behov.adressedeler)).text
            # Under overskriften med det de kan invitere, står treffene.
            over, _skille, resten = side.partition(IKKE)
            passer[behov.get_absolute_url()] = _kortene(over)
            # På selve siden er hver entreprenør nevnt én gang, de fem beste.
            pa_siden = _partnerne(klient.get(behov.get_absolute_url()).text)
            deres = {h.split("/")[2] for h in passer[behov.get_absolute_url()]}
            assert pa_siden <= deres and len(pa_siden) == min(5, len(deres)), behov
            under[behov.get_absolute_url()] = _kortene(resten)
        return passer, under

    def hos(self, firma: Entreprenor) -> dict[str, tuple[set[str], set[str]]]:
        """(behovene som passer, behovene like under) på hver av sidene til den som er med i firmaet."""
        klient = logg_inn(self.eiere[firma.slug])
        profilen = klient.get(firma.get_absolute_url()).text
        self.profilene[firma.slug] = profilen
        ut = {
            "behov som passer dere": _delt(klient.get(reverse("behov_for_oss", args=[firma.slug])).text),
            "profilen": _delt(_delen(profilen, 'id="apne-behov"')),
        }
        for ide in Ide.objects.filter(entreprenor=firma):
            side = klient.get(ide.get_absolute_url()).text
            ut[ide.get_absolute_url()] = _delt(_delen(side, 'id="apne-behov"'))
        return ut

    def varslet(self, firma: Entreprenor) -> set[str]:
        """Behovene i varselet profilen lenker til."""
        lenke = re.search(r'href="/varsler/ny/passer-oss/\?([^"]+)"', self.profilene[firma.slug])
        return self._varslet("passer-oss", unescape(lenke[1]), self.eiere[firma.slug])

    def varslet_om(self, behov: Behov) -> set[str]:
        return self._varslet("kan-svare", f"behov={behov.slug}", self.ansatte[behov.part.slug])

    def _varslet(self, liste: str, sporring: str, person) -> set[str]:
        valgt = LISTER[liste]
        numre = valgt.numre(valgt.les(QueryDict(sporring), person).sporring, person)
        return {linje.adresse for linje in valgt.linjer(numre, len(numre), sporring, person)}

    def nytt(self, person) -> set[str]:
        return _kortene(_delen(logg_inn(person).get("/min-side/").text, 'id="nytt-'))

    def brevet(self, person) -> set[str]:
        mandag = ukebrev.mandagen(timezone.localdate()) + timedelta(days=7)
        Utsending.objects.all().delete()
        ukebrev.send_ukens_brev(person.pk, mandag)
        brev = Utsending.objects.first()
        lenke = re.escape(settings.ADRESSE) + r"(/(?:behov|entreprenorer)/[\w/-]+)"
        return set(re.findall(lenke, brev.tekst)) if brev else set()


def _kortene(side: str) -> set[str]:
    return set(re.findall(r'<h3[^>]*><a href="(/(?:behov|entreprenorer)/[\w/-]+)"', side))


def _delt(side: str) -> tuple[set[str], set[str]]:
    return tuple(
        set(re.findall(r'<a href="(/behov/behov-\d+/)"', del_)) for del_ in side.partition(IKKE)[::2]
    )


def _partnerne(side: str) -> set[str]:
    del_ = side.partition('id="partnere"')[2].partition("</details>")[0].partition(IKKE)[0]
    return set(re.findall(r'<strong><a href="/entreprenorer/([\w-]+)/"', del_))


def _delen(side: str, merke: str) -> str:
    return "".join(side[m.start() :].partition("</section>")[0] for m in re.finditer(merke, side))


def _snu(par: Par, *slugger: str) -> set[str]:
    """Behovene som viser noe av det som begynner med adressen."""
    return {behov for behov, hvem in par.items() if any(h in slugger for h in hvem)}


def _se_etter(verdenen: Verdenen, sidene: Sidene) -> int:
    """Gir hvor mange par som passer."""
    passer, under = sidene.behovene()
    hos_part: dict[str, set[str]] = defaultdict(set)
    for firma in verdenen.firmaene:
        firma.refresh_from_db()
        ideene = {i.get_absolute_url() for i in Ide.objects.filter(entreprenor=firma)}
        alle = _snu(passer, firma.get_absolute_url(), *ideene)
        for hvor, (vises, nesten) in sidene.hos(firma).items():
            venter = _snu(passer, hvor) if hvor in ideene else alle
            assert vises == venter, (firma, hvor)
            assert nesten <= _snu(under, firma.get_absolute_url(), *ideene) - vises, (firma, hvor)
        nye, brevet = sidene.nytt(sidene.eiere[firma.slug]), sidene.brevet(sidene.eiere[firma.slug])
        assert nye == brevet <= alle and len(nye) == min(HOYST, len(alle)), firma
        assert sidene.varslet(firma) == alle, firma
    for behov in Behov.objects.filter(slug__startswith="behov-").select_related("part"):
        hos_part[behov.part.slug] |= passer[behov.get_absolute_url()]
        assert sidene.varslet_om(behov) == passer[behov.get_absolute_url()], behov
    for slug, ventet in hos_part.items():
        nye, brevet = sidene.nytt(sidene.ansatte[slug]), sidene.brevet(sidene.ansatte[slug])
        assert nye == brevet <= ventet and len(nye) == min(HOYST, len(ventet)), slug
    return sum(map(len, passer.values()))


@pytest.mark.grundig
@pytest.mark.parametrize("fro", range(2, 20))
def test_det_samme_om_hvert_par_overalt_ogsa_for_jobbene_har_gatt(fro):
    verdenen = _alene(fro, behov=5, firmaer=9)
    sidene = Sidene(verdenen)
    assert _se_etter(verdenen, sidene)
    verdenen.endre()
    Ide.objects.filter(entreprenor=verdenen.firmaene[0]).update(synlighet="bare_oss")
    Ide.objects.filter(entreprenor=verdenen.firmaene[1]).update(nedtatt_tid=timezone.now())
    Behov.objects.filter(slug="behov-0").update(frist=timezone.localdate() - timedelta(days=1))
    _se_etter(verdenen, sidene)


BORTE = (
    (Ide, {"synlighet": "bare_oss"}),
    (Ide, {"synlighet": "valgte"}),
    (Ide, {"arkivert_tid": timezone.now()}),
    (Entreprenor, {"nedtatt_tid": timezone.now()}),
    (Behov, {"tilstand": "kunngjort", "doffin": "2026-123456"}),
    (Behov, {"frist": timezone.localdate() - timedelta(days=1)}),
)


def test_det_samme_overalt_og_det_virksomheten_ikke_ser_lenger_sies_ikke_til_entreprenoren_heller():
    verdenen = _alene(1, behov=2, firmaer=1)
    assert _se_etter(verdenen, Sidene(verdenen))
    [firma] = verdenen.firmaene
    ide = Ide.objects.get(entreprenor=firma)
    assert (for_entreprenoren(firma).passer, for_ideen(ide).passer) != ((), ())
    for hva, endring in BORTE:
        with transaction.atomic():
            hva.objects.filter(slug__regex=r"^(behov|firma|ide)-\d+$").update(**endring)
            assert for_ideen(ide) == Treffene((), ())
            assert not any(ide.tittel in " ".join(t.grunner) for t in for_entreprenoren(firma).passer)
            if hva is not Ide:
                assert for_entreprenoren(firma) == Treffene((), ())
            transaction.set_rollback(True)


def _alene(fro: int, **mange: int) -> Verdenen:
    """En verden der de virkelige entreprenørene ikke er med, og treffene er regnet."""
    numre = list(Katalograd.objects.values_list("pk", flat=True))
    Katalograd.objects.all().delete()
    Katalogendring.objects.bulk_create(Katalogendring(rad=nr) for nr in numre)
    verdenen = Verdenen(fro, **mange)
    innhold.oppdater_katalogen()
    for pk in Behov.objects.values_list("pk", flat=True):
        beregn_behov(pk)
    return verdenen
