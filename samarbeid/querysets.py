"""Spørringer om det begge sider trenger."""

from __future__ import annotations

from collections.abc import Collection
from typing import Self

from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from entreprenorer.models import Entreprenor, Ide
from entreprenorer.synlighet import for_virksomheten
from kommuner.models import Behov, OffentligPart
from veier.brukere.models import Bruker
from veier.referanse.modell import Referansesporring


class Eksempelsporring(Referansesporring):
    """Sakene."""

    def synlige(self) -> Self:
        """De publiserte; et utkast ser bare redaksjonen."""
        return super().synlige().filter(publisert_tid__isnull=False, nedtatt_tid=None)


class Behovstreffsporring(models.QuerySet):
    """Treffene på behovene."""

    def som_vises(self) -> Self:
        """De virksomheten kan se nå, på behovene det kan svares på i dag: det er de samme entreprenøren får vite om.

        De er regnet før, og jobbene er noen sekunder etter det som er tatt ned, gjort hemmelig eller gått ut siden.
        """
        vist_til = Ide.vist_til.through.objects.filter(
            ide=OuterRef("ide"), offentligpart=OuterRef("behov__part")
        )
        ideen = for_virksomheten(Q(Exists(vist_til)), "ide__") & Q(ide__in=Ide.objects.publisert())
        return self.filter(
            Q(ide=None) | ideen,
            behov__in=Behov.objects.tar_sporsmal(timezone.localdate()),
            entreprenor__in=Entreprenor.objects.apne(),
        )


class Henvendelsessporring(models.QuerySet):
    """Meldingene til redaksjonen."""

    def i_koen(self) -> Self:
        """De som ikke er ferdige."""
        return self.exclude(status="ferdig")


class Utvalgssporring(models.QuerySet):
    """Utvalgene."""

    def delt_i(self, part: OffentligPart) -> Self:
        """De kollegene i virksomheten kan lese. Den som ikke lenger er med, tar sine med seg."""
        return self.filter(delt_med=part, eier__in=part.medlemskap.values("bruker"), eier__is_active=True)


class Samtalesporring(models.QuerySet):
    """Samtalene."""

    def for_bruker(self, bruker: Bruker) -> Self:
        """De som hører til en organisasjon brukeren er med i, på den ene eller den andre siden. Andres finnes ikke."""
        return self.filter(self._som_entreprenor(bruker) | self._som_offentlig(bruker))

    def hos(self, entreprenorer: Collection[int], parter: Collection[int]) -> Self:
        """De som hører til en av organisasjonene, gitt ved nøklene: ``for_bruker`` når det alt er lest hva brukeren er med i."""
        return self.filter(Q(entreprenor__in=entreprenorer) | Q(part__in=parter))

    def med_lest(self, bruker: Bruker) -> Self:
        """``lest_til``: hvor langt brukeren har lest; 0 er ingenting."""
        mitt = FilteredRelation("lest", condition=Q(lest__bruker=bruker))
        return self.annotate(mitt=mitt, lest_til=Coalesce("mitt__nr", 0))

    def uleste(self, bruker: Bruker) -> Self:
        """De der den andre siden har skrevet noe brukeren ikke har lest. Den som er på begge sider, er entreprenør."""
        fra_offentlig = self._som_entreprenor(bruker) & Q(siste_fra_offentlig__gt=F("lest_til"))
        fra_entreprenor = self._som_offentlig(bruker) & Q(siste_fra_entreprenor__gt=F("lest_til"))
        return self.med_lest(bruker).filter(
            fra_offentlig | (~self._som_entreprenor(bruker) & fra_entreprenor)
        )

    def venter_paa(self, bruker: Bruker) -> Self:
        """De uleste, og de en virksomhet har begynt og entreprenøren ikke har svart på ennå."""
        ubesvart = Q(begynt_av="offentlig", siste_fra_entreprenor=0, ferdig_tid=None)
        egne = self.filter(self._som_entreprenor(bruker) & ubesvart).values("pk")
        return self.filter(Q(pk__in=self.uleste(bruker).values("pk")) | Q(pk__in=egne))

    @staticmethod
    def _som_entreprenor(bruker: Bruker) -> Q:
        return Q(entreprenor__in=Entreprenor.objects.filter(medlemskap__bruker=bruker).values("pk"))

    @staticmethod
    def _som_offentlig(bruker: Bruker) -> Q:
        return Q(part__in=OffentligPart.objects.filter(medlemskap__bruker=bruker).values("pk"))


class Apningssporring(models.QuerySet):
    """Redaksjonens åpninger av samtalene."""

    def for_leser(self, bruker: Bruker) -> Self:
        """De brukeren selv har gjort, og som ikke er utløpt."""
        return self.filter(av=bruker, utloper_tid__gt=timezone.now())


class Samarbeidssporring(models.QuerySet):
    """Samarbeidene."""

    def for_bruker(self, bruker: Bruker) -> Self:
        """De som hører til en organisasjon brukeren er med i. En virksomhet som bare er spurt om å bli med, er ikke med."""
        return self.filter(
            Q(entreprenor__in=self.entreprenorene(bruker))
            | Q(part__in=self.virksomhetene(bruker))
            | Q(pk__in=self._medeid(bruker))
        )

    def spurt(self, bruker: Bruker) -> Self:
        """De en virksomhet brukeren er med i, er spurt om å bli med i, med nøkkelen til spørsmålet (``medeier``)."""
        mitt = Q(
            medeiere__part__in=self.virksomhetene(bruker),
            medeiere__godtatt_tid__isnull=False,
            medeiere__ja_tid=None,
        )
        return (
            self.apne().filter(mitt).select_related("entreprenor", "part").annotate(medeier=F("medeiere__pk"))
        )

    def apne(self) -> Self:
        """De som ikke er avsluttet."""
        return self.exclude(stadium="avsluttet")

    @staticmethod
    def entreprenorene(bruker: Bruker) -> models.QuerySet:
        """Nøklene til entreprenørene brukeren er med i."""
        return Entreprenor.objects.filter(medlemskap__bruker=bruker).values("pk")

    @staticmethod
    def virksomhetene(bruker: Bruker) -> models.QuerySet:
        """Nøklene til virksomhetene brukeren er med i."""
        return OffentligPart.objects.filter(medlemskap__bruker=bruker).values("pk")

    def _medeid(self, bruker: Bruker) -> models.QuerySet:
        mine = {"medeiere__part__in": self.virksomhetene(bruker), "medeiere__ja_tid__isnull": False}
        return self.model._default_manager.filter(**mine).values("pk")


class Pilotsporring(models.QuerySet):
    """Pilotene."""

    def i_gang(self) -> Self:
        """De som er startet, og der ingen har avgjort hva som skjer etterpå. Et avsluttet samarbeid er avgjort."""
        return self.filter(startet_tid__isnull=False, avgjort_tid=None).exclude(
            samarbeid__stadium="avsluttet"
        )


class Lenkesporring(models.QuerySet):
    """Lenkene til samtalene."""

    def levende(self) -> Self:
        """De som kan åpnes: verken trukket eller for gamle, og fra en entreprenør redaksjonen ikke har skjult."""
        return self.filter(
            trukket_tid=None, utloper_tid__gt=timezone.now(), samtale__entreprenor__skjult=False
        )


class Innpostsporring(models.QuerySet):
    """E-posten som er kommet inn."""

    def i_skuffen(self) -> Self:
        """De en redaktør må ta stilling til."""
        return self.filter(tilstand__in=["venter", "holdt"])


class Vedleggssporring(models.QuerySet):
    """Filene i samtalene."""

    def kan_hentes(self) -> Self:
        """De som er kontrollert, og som står i en samtale. Det som hører til en e-post som ikke er lagt inn, hentes ikke."""
        return self.filter(tilstand="klar", innlegg__isnull=False)

    def venter(self) -> Self:
        """De som ikke er søkt gjennom ennå."""
        return self.filter(tilstand="venter")


class Fortaltsporring(models.QuerySet):
    """Det virksomhetene har fortalt alle."""

    def ute(self) -> Self:
        """Det som ikke er tatt ned."""
        return self.filter(tatt_ned_tid=None)
