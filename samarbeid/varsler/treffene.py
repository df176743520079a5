"""Det som passer et behov, en profil eller en idé: de lagrede treffene, de samme som siden viser, med de samme grunnene.

Bare den som er med der det hører til, kan be om det. Er hun ikke med lenger, er det ikke hennes å se.
"""

from __future__ import annotations

from abc import abstractmethod

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from pyroaring import BitMap

from entreprenorer.models import Entreprenor, Ide
from kommuner.models import Behov
from samarbeid.behovstreff.visning import Treffene, Vist, for_entreprenoren, for_ideen, for_virksomheten
from samarbeid.katalog.sider.varselveien import oss
from samarbeid.models import Behovstreff
from samarbeid.varsler.liste import Lest, Linje, Liste
from veier.brukere.models import Bruker
from veier.medlemskap.tilganger import er_medlem


class Treffliste(Liste):
    mal = "varsel_treff"

    @abstractmethod
    def treffene(self, sporring: str, bruker: Bruker | None) -> Treffene:
        """Det siden viser. Tomt når det ikke er hennes å se."""

    def numre(self, sporring: str, bruker: Bruker | None = None) -> BitMap:
        return BitMap(vist.nr for vist in self.treffene(sporring, bruker).passer)

    def bare_apne(self, numre: BitMap) -> BitMap:
        return numre  # siden viser bare det det kan svares på i dag

    def linjer(self, numre: BitMap, hoyst: int, sporring: str, bruker: Bruker | None = None) -> list[Linje]:
        alle = self.treffene(sporring, bruker).best_forst
        return [_linje(vist) for vist in alle if vist.nr in numre][:hoyst]

    def setning(self, lest: Lest) -> str:
        return f"{self.navn} {lest.ord}."

    def bare_noen(self, antall: int) -> str:
        return _("Her er de %d som passer best.") % antall


class KanSvare(Treffliste):
    """``behov`` i adressen: de som passer det, til dem som er med i virksomheten."""

    navn, blant = gettext_lazy("De som kan svare på"), gettext_lazy("dem som kan svare")
    side = "behov_treff"

    def les(self, data: QueryDict, bruker: Bruker | None = None) -> Lest | None:
        behov = self._behovet(data, bruker)
        return (
            Lest(f"behov={behov.slug}", _("behovet «%(navn)s»") % {"navn": behov.tittel}) if behov else None
        )

    def treffene(self, sporring: str, bruker: Bruker | None) -> Treffene:
        behov = self._behovet(QueryDict(sporring), bruker)
        return for_virksomheten(behov, bruker) if behov and bruker else INGEN

    def adresse(self, sporring: str) -> str:
        behov = Behov.objects.select_related("part").filter(slug=QueryDict(sporring).get("behov")).first()
        return reverse(self.side, args=behov.adressedeler) if behov else reverse("behovene")

    def nye(self, antall: int) -> str:
        setning = ngettext("%(antall)d ny kan svare", "%(antall)d nye kan svare", antall)
        return setning % {"antall": antall}

    def _behovet(self, data: QueryDict, bruker: Bruker | None) -> Behov | None:
        behov = Behov.objects.select_related("part").filter(slug=data.get("behov", "")).first()
        return behov if behov and bruker and er_medlem(bruker, behov.part) else None


class PasserOss(Treffliste):
    """``profil`` i adressen, og ``ide`` når det bare gjelder den: behovene de passer, til dem som er med i organisasjonen."""

    navn, blant = gettext_lazy("Behov som passer"), gettext_lazy("behovene som passer")
    side = "behov_for_oss"

    def les(self, data: QueryDict, bruker: Bruker | None = None) -> Lest | None:
        profil, ide = self._deres(data, bruker)
        if profil is None:
            return None
        if ide is None:
            return Lest(oss(profil.slug), _("profilen og ideene til %(navn)s") % {"navn": profil.navn})
        return Lest(oss(profil.slug, ide.slug), _("ideen «%(navn)s»") % {"navn": ide.tittel})

    def treffene(self, sporring: str, bruker: Bruker | None) -> Treffene:
        profil, ide = self._deres(QueryDict(sporring), bruker)
        if ide:
            return for_ideen(ide)
        return for_entreprenoren(profil) if profil else INGEN

    def adresse(self, sporring: str) -> str:
        valgt = QueryDict(sporring)
        siden = reverse(self.side, args=[valgt.get("profil", "")])
        return f"{siden}?ide={valgt['ide']}" if "ide" in valgt else siden

    def nye(self, antall: int) -> str:
        setning = ngettext("%(antall)d nytt behov passer", "%(antall)d nye behov passer", antall)
        return setning % {"antall": antall}

    def _deres(self, data: QueryDict, bruker: Bruker | None) -> tuple[Entreprenor | None, Ide | None]:
        """Begge er None når en av dem ikke er hennes."""
        profil = Entreprenor.objects.filter(slug=data.get("profil", "")).first()
        if not (profil and bruker and er_medlem(bruker, profil)):
            return None, None
        if "ide" not in data:
            return profil, None
        ide = Ide.objects.filter(entreprenor=profil, slug=data["ide"]).first()
        return (profil, ide) if ide else (None, None)


INGEN = Treffene((), ())


def som_folger(behov: int) -> list[str]:
    """Det som står i varslene behovet kan bety noe for: om det, og om dem som passer det. Ett spørsmål."""
    treff = Behovstreff.objects.som_vises().filter(behov=behov)
    rader = treff.values_list("behov__slug", "entreprenor__slug", "ide__slug")
    ut: set[str] = set()
    for behovet, profil, ide in rader:
        ut |= {f"behov={behovet}", oss(profil), oss(profil, ide or "")}
    return sorted(ut)


def _linje(vist: Vist) -> Linje:
    om = [vist.hvem] if vist.hvem else []
    om += [_("Oppdiktet")] if vist.oppdiktet else []
    om += [grunn.rstrip(".") for grunn in vist.grunner]
    return Linje(vist.hva, vist.adresse, f"{'. '.join(om)}." if om else "")
