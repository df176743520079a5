"""Dagene som gjelder en person: behovene, ideene, samtalene og samarbeidene til dem hun er med i, slik det er nå."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext as _

from entreprenorer.models import Entreprenor, Ide
from kommuner.budsjettar import egne_ledd
from kommuner.models import Arshjul, Behov, OffentligPart
from kommuner.querysets import TAR_SPORSMAL
from samarbeid.models import Forventning, Pilot, Samarbeid, Samtale, Treff
from samarbeid.models.samtaler.samtale import HOYST_PURRINGER
from samarbeid.oppslag.virksomhet import perioden
from samarbeid.samtaler.tilstander import VENTER
from samarbeid.svar.neste_steg import Tidspunkt, arets_rader, budsjettaret
from veier.brukere.models import Bruker
from veier.kalenderfil import Oppforing
from veier.medlemskap.hatter import hatter
from veier.medlemskap.models import Organisasjon

# Det som nettopp var, står der litt til, så det ikke forsvinner før noen har rukket å se på det.
BAK = timedelta(days=30)


@dataclass(slots=True)
class Kalenderen:
    """``adressen`` gjør en sti til en hel adresse."""

    bruker: Bruker
    i_dag: date
    adressen: Callable[[str], str]
    _radene: dict[tuple[str, str], list[Arshjul]] = field(default_factory=dict)
    _arene: dict[int, tuple[Tidspunkt, ...]] = field(default_factory=dict)

    def oppforinger(self, organisasjoner: Sequence[Organisasjon] | None = None) -> list[Oppforing]:
        """Dagene, de første først. ``organisasjoner`` er dem hun er med i, når de alt er lest.

        Et fast antall spørsmål, og ett til for hvert nivå og hver styreform ideene passer hos.
        """
        if organisasjoner is None:
            organisasjoner = [h.organisasjon for h in hatter(self.bruker)]
        entreprenorer = [o for o in organisasjoner if isinstance(o, Entreprenor)]
        virksomheter = [o for o in organisasjoner if isinstance(o, OffentligPart)]
        alle = [
            *self._behov(virksomheter),
            *self._vinduer(entreprenorer),
            *self._samtaler(entreprenorer),
            *self._samarbeid(),
        ]
        return sorted((o for o in alle if o.dag >= self.i_dag - BAK), key=lambda o: (o.dag, o.nokkel))

    def _behov(self, virksomheter: Sequence[OffentligPart]) -> Iterator[Oppforing]:
        for b in Behov.objects.apne().filter(part__in=virksomheter).select_related("part"):
            # Er konkurransen kunngjort, spørres det der, og fristen her gjelder ikke lenger.
            frist = b.frist if b.tilstand in TAR_SPORSMAL else None
            dager = (("frist", frist, _("Siste dag for spørsmål")),
                     ("avgjores", b.beslutningsdato, _("Dette skal bestemmes")))  # fmt: skip
            yield from self._dager(b, f"behov-{b.pk}", b.tittel, dager, b.part.navn)

    def _vinduer(self, entreprenorer: Sequence[Entreprenor]) -> Iterator[Oppforing]:
        """Når virksomheten en idé passer best hos, tar imot noe nytt i budsjettet."""
        beste = (
            Treff.objects.filter(
                ide__in=_publiserte_ideer(entreprenorer), slag=Treff.Slag.VIRKSOMHET, part__isnull=False
            )
            .select_related("ide__entreprenor", "part")
            .prefetch_related("part__egenkontakter")
            .order_by("ide_id", "-poeng", "slug")
            .distinct("ide_id")
        )
        for treff in beste:
            if treff.part is None:
                continue
            for t in self._aret(treff.part):
                if t.ledd.er_vindu:
                    yield self._vinduet(treff.ide, treff.part, t)

    def _vinduet(self, ide: Ide, part: OffentligPart, t: Tidspunkt) -> Oppforing:
        ledd = t.ledd
        dag, til = perioden(ledd, self.i_dag)
        return Oppforing(
            nokkel=f"ide-{ide.pk}-{ledd.nokkel}-{dag:%Y}",
            dag=dag,
            til=til,
            tittel=_("Vindu for «%(ide)s» hos %(navn)s") % {"ide": ide.tittel, "navn": part.navn},
            tekst=_teksten(t),
            adresse=self.adressen(ide.get_absolute_url()),
        )

    def _aret(self, part: OffentligPart) -> tuple[Tidspunkt, ...]:
        if part.pk not in self._arene:
            nokkel = part.nivaer[0], part.styreform
            if nokkel not in self._radene:
                self._radene[nokkel] = arets_rader(*nokkel)
            self._arene[part.pk] = budsjettaret(*nokkel, egne_ledd(part), self._radene[nokkel])
        return self._arene[part.pk]

    def _samtaler(self, entreprenorer: Sequence[Entreprenor]) -> Iterator[Oppforing]:
        venter = Samtale.objects.filter(
            entreprenor__in=entreprenorer,
            tilstand__in=VENTER,
            purringer__lt=HOYST_PURRINGER,
        )
        for s in venter.select_related("part"):
            dager = (("purr", s.purr_fra, _("Nå kan dere spørre igjen")),)
            yield from self._dager(s, f"samtale-{s.referanse}", s.emne, dager, s.part.navn)

    def _samarbeid(self) -> Iterator[Oppforing]:
        mine = Samarbeid.objects.for_bruker(self.bruker).apne()
        for s in mine.select_related("entreprenor", "part"):
            dager = (("neste", s.neste_dato, s.neste_steg),)
            yield from self._dager(s, f"samarbeid-{s.referanse}", s.tittel, dager, _partene(s))
        for p in Pilot.objects.i_gang().filter(samarbeid__in=mine).select_related(*_MED):
            i_piloten = (("slutt", p.slutt_dato, _("Piloten er slutt")),
                         ("avgjores", p.beslutningsdato, _("Det skal være avgjort hva som skjer etter piloten")))  # fmt: skip
            yield from self._dager(
                p.samarbeid, f"pilot-{p.pk}", p.samarbeid.tittel, i_piloten, _partene(p.samarbeid)
            )
        apne = Forventning.objects.filter(samarbeid__in=mine, ferdig_tid=None)
        for f in apne.select_related(*_MED):
            dager = (("tas-opp", f.tas_opp, _("Ta opp igjen det dere venter av hverandre")),)
            yield from self._dager(
                f.samarbeid, f"forventning-{f.pk}", f.samarbeid.tittel, dager, _partene(f.samarbeid)
            )

    def _dager(
        self,
        rad: Behov | Samtale | Samarbeid,
        nokkel: str,
        navn: str,
        dager: Iterable[tuple[str, date | None, str]],
        hvem: str,
    ) -> Iterator[Oppforing]:
        for slag, dag, hva in dager:
            if dag and hva:
                yield Oppforing(
                    nokkel=f"{nokkel}-{slag}",
                    dag=dag,
                    tittel=f"{hva}: {navn}",
                    tekst=hvem,
                    adresse=self.adressen(rad.get_absolute_url()),
                )


_MED = ("samarbeid__entreprenor", "samarbeid__part")


def _teksten(t: Tidspunkt) -> str:
    sagt = t.ledd.vist.hva if t.sagt_selv else ""
    return " ".join(del_ for del_ in (str(sagt), str(t.ledd.vist.gjor), t.forbehold) if del_)


def _partene(samarbeid: Samarbeid) -> str:
    return f"{samarbeid.entreprenor.navn} – {samarbeid.part.navn}"


def _publiserte_ideer(entreprenorer: Sequence[Entreprenor]) -> models.QuerySet:
    return Ide.objects.publisert().filter(entreprenor__in=entreprenorer).values("pk")
