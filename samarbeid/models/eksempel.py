"""Virkelige samarbeid, fortalt med kildene."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

import pghistory
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samarbeid.models.pastand import BRUTTO, DELER, Pastand, Pastandsliste
from samarbeid.models.sak.bilde import Bildeliste
from samarbeid.models.sak.veien import Veien
from samarbeid.querysets import Eksempelsporring
from veier.brukere.models import Bruker
from veier.database.rekkefolge import Norsk
from veier.database.skranker import kodene
from veier.gjennomgang import models as grunnlag
from veier.referanse import oversettelse
from veier.referanse.koder import Koder, Rader, gyldige_koder
from veier.referanse.modell import Oversettbar, Referanserad
from veier.taksonomi import koder
from veier.taksonomi.models import kontrollert, setningsliste, slugliste
from veier.typer import Verdier

STATUS_VARER = timedelta(days=730)
PROFILER = Koder("entreprenørene", (Rader("entreprenorer.Entreprenor"),))


class Melderolle(models.TextChoices):
    """Hvem som meldte inn saken. Tom: redaksjonen fant den selv i åpne kilder."""

    OFFENTLIG = "offentlig", _("Kommunen eller en annen offentlig virksomhet")
    ENTREPRENOR = "entreprenor", _("Entreprenøren")
    ANNEN = "annen", _("En annen")


@gyldige_koder
@pghistory.track()
class Eksempel(Veien, Oversettbar, grunnlag.Publiserbar):
    """Et virkelig samarbeid, fortalt med kildene. Det ingen kilde sier, står tomt.

    Ingen leser ser den før den er publisert. Sakene fra fil er kontrollert, og publiseres når de lastes inn.
    """

    oversettes = (
        "behov", "ide_fra", "forste_kontakt", "beslutter", "beslutter_videre", "forankring", "tidslinje", "modell_omtale", "belop",
        "det_offentliges_bidrag", "suksessmal", "apnet_for_andre", "effekt", "effekt_hevdet_av", "suksessfaktorer",
        "hindringer", "gjort_igjen", "gjort_annerledes", "merknad",
    )  # fmt: skip

    class Gjenkjennelig(models.TextChoices):
        NEI = "nei", _("Nei, ingen kan kjenne seg igjen")
        AVTALT = "avtalt", _("Ja, og de det gjelder, har sagt ja til det")
        JA = "ja", _("Ja, og de er ikke spurt")

    class Utfall(models.TextChoices):
        GIKK_IKKE_VIDERE = "gikk_ikke_videre", _("Gikk ikke videre")
        STO_I_FARE = "sto_i_fare", _("Sto i fare, utfallet er ikke kjent")

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    navn = models.CharField(_("navn"), max_length=150)
    entreprenor = models.CharField(_("entreprenør"), max_length=200, blank=True)
    # Slugene til profilene entreprenørene har i portalen.
    profiler = slugliste(_("entreprenørprofiler"), PROFILER)
    offentlig = models.CharField(_("offentlig virksomhet"), max_length=300)
    omrader = slugliste(_("områder"), koder.OMRADER)
    nivaer = slugliste(_("nivåer"), koder.NIVAER)
    temaer = slugliste(_("temaer"), koder.TEMAER)
    malgrupper = slugliste(_("målgrupper"), koder.MALGRUPPER)
    modeller = slugliste(_("samarbeidsmodeller"), koder.MODELLER)
    behov = models.TextField(_("behovet"), blank=True)
    modell_omtale = models.TextField(_("samarbeidsformen"), blank=True)
    modell_tolket = models.BooleanField(
        _("modellen er vår tolkning"),
        default=False,
        help_text=_("Kilden sier ikke selv hva slags avtale det er."),
    )
    belop = models.TextField(_("beløp"), blank=True)
    det_offentliges_bidrag = models.TextField(_("det offentliges bidrag"), blank=True)
    suksessmal = models.TextField(_("mål for om det lykkes"), blank=True)
    apnet_for_andre = models.TextField(_("når andre leverandører fikk vite om det"), blank=True)
    effekt = models.TextField(_("virkning"), blank=True)
    effekt_hevdet_av = models.CharField(_("hvem hevder det"), max_length=250, blank=True)
    effekt_antall = models.CharField(
        _("hvor mange av hvor mange"),
        max_length=250,
        blank=True,
        help_text=_("For eksempel «23 av 25». Skriv «ikke oppgitt» når kilden ikke sier det."),
    )
    effekt_sammenlignet = models.CharField(
        _("sammenlignet med hva"),
        max_length=250,
        blank=True,
        help_text=_("For eksempel «året før», «en gruppe som ikke var med», eller «ikke sammenlignet»."),
    )
    effekt_malt_av = models.CharField(_("hvem målte"), max_length=250, blank=True)
    effekt_betalt_av = models.CharField(_("hvem betalte for målingen"), max_length=250, blank=True)
    effekt_sparte = models.CharField(
        _("hvem sine utgifter ble mindre"),
        max_length=250,
        blank=True,
        help_text=_("Hvem som slapp å betale, og hvem som betalte i stedet."),
    )
    effekt_periode = models.CharField(_("hvilken periode"), max_length=250, blank=True)
    effekt_kilde = models.CharField(_("hvor tallet står"), max_length=300, blank=True)
    effekt_brutto = models.CharField(
        _("brutto eller netto"),
        max_length=10,
        choices=BRUTTO,
        blank=True,
        help_text=_("Bare når påstanden handler om penger."),
    )
    effekt_motbevis = models.TextField(
        _("det som taler imot"),
        blank=True,
        help_text=_("Noe annet enn tiltaket som kan forklare det, eller en som er uenig."),
    )
    flere_pastander = Pastandsliste(
        _("flere påstander om virkning"),
        default=list,
        blank=True,
        help_text=_("Feltene over er den første. Trenger du flere enn de ledige, lagrer du og fortsetter."),
    )
    # Skrives på sin egen side: en fil hører til hvert ledd.
    bilder = Bildeliste(_("bilder"), default=list, blank=True, editable=False)
    gjenkjennelig = models.CharField(
        _("kan noen kjenne seg igjen?"),
        max_length=10,
        choices=Gjenkjennelig.choices,
        blank=True,
        help_text=_(
            "Tenk på dem som fikk hjelp, og de nærmeste rundt dem. Må svares på før saken publiseres."
        ),
    )
    utfall = models.CharField(
        _("hvis det ikke gikk videre"),
        max_length=20,
        choices=Utfall.choices,
        blank=True,
        help_text=_("Velg bare når en kilde sier det. Skriv under hva som stoppet det."),
    )
    arstall = models.CharField(_("år"), max_length=100, blank=True)
    status_i_dag = models.CharField(_("status i dag"), max_length=200, default="ikke kontrollert")
    kort_omtalt = models.BooleanField(_("kort omtalt"), default=False)
    merknad = models.TextField(_("merknad"), blank=True)
    # Settes når noen melder den inn. Da må begge parter spørres før den publiseres.
    meldt_inn_av = models.CharField(
        _("meldt inn av"), max_length=12, choices=Melderolle.choices, blank=True, editable=False
    )
    kilder = setningsliste(_("kilder"))
    sist_kontrollert = kontrollert(_("sist kontrollert"))

    objects = Eksempelsporring.as_manager()  # type: ignore[misc]  # styreren er en annen enn i grunnlaget

    class Meta(Referanserad.Meta):
        verbose_name = _("eksempel")
        verbose_name_plural = _("eksempler")
        ordering = [Norsk("navn"), "pk"]

    def __str__(self) -> str:
        return self.navn

    def get_absolute_url(self) -> str:
        return reverse("eksempel", args=[self.slug])

    @property
    def status_er_gammel(self) -> bool:
        """Det er over to år siden noen så etter hva som er igjen av det."""
        return timezone.localdate() - self.sist_kontrollert > STATUS_VARER

    @property
    def forste_pastand(self) -> Pastand | None:
        """Påstanden i kolonnene, i samme form som de andre."""
        if not self.effekt:
            return None
        verdier = {del_: getattr(self, f"effekt_{del_}") for del_ in DELER if del_ != "pastand"}
        return Pastand({"pastand": self.effekt} | {del_: v for del_, v in verdier.items() if v})

    @property
    def lagringer(self) -> models.QuerySet:
        """Historikken databasen selv fører, én rad for hver gang saken ble lagret."""
        return self.events.all()  # type: ignore[attr-defined]  # pghistory lager den

    def skrevet_i_utkastet(self, felt: str) -> tuple[Bruker | None, datetime] | None:
        """Hvem som sist lagret utkastet, og når, hvis feltet er annerledes der enn i saken som er ute."""
        versjon = Eksempelversjon.objects.select_related("endret_av").filter(objekt=self.pk).first()
        return (versjon.endret_av, versjon.endret_tid) if versjon and felt in versjon.svar else None


# Det redaksjonen styrer selv, og ikke innhold i saken. Hver oversettelse er et felt for seg («behov_nn»): den som endrer én,
# skal ikke skrive over de andre.
STYRING = {"id", "slug", "lastet", "skjult", "publisert_tid", "nedtatt_tid", "oversettelser", "meldt_inn_av"}
INNHOLD = (
    *(f.attname for f in Eksempel._meta.concrete_fields if f.name not in STYRING),
    *(o.navn for o in oversettelse.oversettelser(Eksempel)),
)


@kodene
class Eksempelversjon(grunnlag.Versjon):
    """Det som venter på å bli publisert. ``svar`` er bare kolonnene som er annerledes i saken som er ute: resten følger
    fortsatt kilden. I en sak som ikke er ute, står det nye i saken selv, og ``svar`` er tom.
    """

    eierside = redaksjonsside = "admin:samarbeid_eksempel_change"
    leserside = "eksempel"
    to_par_oyne = True
    sendes_inn = kvitteres = False

    objekt = models.OneToOneField(
        Eksempel, models.CASCADE, related_name="versjon", verbose_name=_("eksempel")
    )

    # En jobb publiserer det da, hvis utkastet fortsatt er det redaktøren så (``planlagt_merke``).
    planlagt_tid = models.DateTimeField(_("publiseres"), null=True, blank=True, db_index=True)
    planlagt_av = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("planlagt av")
    )
    planlagt_merke = models.CharField(_("utkastet som publiseres"), max_length=40, blank=True)

    class Meta(grunnlag.Versjon.Meta):
        verbose_name = _("eksempel under arbeid")
        verbose_name_plural = _("eksempler under arbeid")

    @property
    def er_endret_etter_planen(self) -> bool:
        return self.planlagt_tid is not None and self.planlagt_merke != self.merke

    def kopier(self, verdier: Verdier) -> None:
        for felt, verdi in verdier.items():
            kolonne = oversettelse.modellfelt(Eksempel, felt)
            liste = hasattr(kolonne, "base_field")
            oversettelse.sett(self.objekt, felt, list(verdi) if liste else kolonne.to_python(verdi))

    def deler(self, side: str) -> Sequence[str]:
        return [self.objekt.slug if side == self.leserside else str(self.objekt.pk)]

    def innhold(self) -> Verdier:
        return {**innholdet(self.objekt), **self.svar}

    @classmethod
    def utgaver(cls) -> type[grunnlag.Utgave]:
        return Eksempelutgave


@kodene
class Eksempelutgave(grunnlag.Utgave):
    objekt = models.ForeignKey(Eksempel, models.CASCADE, related_name="utgaver", verbose_name=_("eksempel"))

    class Meta(grunnlag.Utgave.Meta):
        verbose_name = _("utgave av eksempelet")
        verbose_name_plural = _("utgaver av eksempelet")


def innholdet(eksempel: Eksempel) -> Verdier:
    """Innholdet i saken slik JSON kan holde det."""
    felt = {navn: oversettelse.hent(eksempel, navn) for navn in INNHOLD}
    ut: Verdier = json.loads(json.dumps(felt, cls=DjangoJSONEncoder))
    return ut
