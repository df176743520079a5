"""Adressene til sidene som viser mer enn én side av samarbeidet."""

from django.conf import settings
from django.urls import path

from samarbeid import adressedeler  # noqa: F401 – melder delene adressene under bruker
from samarbeid.behov import liste as behovsliste
from samarbeid.behov import side as behovsside
from samarbeid.behov import sporsmal
from samarbeid.behov import treff as behovstreff
from samarbeid.behov import vi_ogsa as tilslutning
from samarbeid.henvendelser import views as kontakt
from samarbeid.innmelding import parter
from samarbeid.innmelding import views as innmelding
from samarbeid.invitasjoner import views as invitasjoner
from samarbeid.kalender import views as kalender
from samarbeid.katalog.sider import entreprenorer as katalog
from samarbeid.katalog.sider import kart, katalogfiler, sammenligning, soking
from samarbeid.oppslag import (
    forside,
    gjor_som_dem,
    kunnskap,
    maler,
    modeller,
    temaer,
    tilskudd,
)
from samarbeid.oppslag import virksomhet as offentlige
from samarbeid.oppslag.saker import bildesider
from samarbeid.oppslag.saker import sider as eksempler
from samarbeid.publisering.sider import adresser as skriveadresser
from samarbeid.publisering.sider import behovsmedeiere, gjennomgang, overtakelse
from samarbeid.publisering.sider import entreprenor as entreprenorer
from samarbeid.samarbeidene.sider import adresser as samarbeidsadresser
from samarbeid.samtaler.sider import delt, fortalt, lenken, mote, mottaker, skjermet, uttrekk, vedlegg
from samarbeid.samtaler.sider import ny as samtalestart
from samarbeid.samtaler.sider import ny_offentlig as samtalestart_offentlig
from samarbeid.samtaler.sider import trad as samtaler
from samarbeid.sider import min_side, stilark
from samarbeid.svar import prov, veiviser
from samarbeid.tall import sider as tall
from samarbeid.utvalg import kolleger
from samarbeid.utvalg import views as utvalg
from samarbeid.varsler import views as varsler
from veier.medlemskap import views as medlemskap

OFFENTLIG = {"slagkode": "offentlig"}
urlpatterns = [
    path("", forside.forside, name="forside"),
    path("sok/", soking.soking, name="sok"),
    path("vi-har-et-behov/", kontakt.behov, name="vi_har_et_behov"),
    path("behov/", behovsliste.behovsliste, name="behovene"),
    path("behov/liste.csv", behovsliste.behov_csv, name="behov_csv"),
    path("behov/spor/bekreft/<str:kode>/", sporsmal.bekreft, name="behov_spor_bekreft"),
    path("behov/<slug:slug>/", behovsside.behov, name="behov"),
    path("behov/<slug:slug>/vi-ogsa/", tilslutning.vi_ogsa, name="behov_vi_ogsa"),
    path("behov/<slug:slug>/sporsmal/", sporsmal.sporsmalene, name="behov_sporsmalene"),
    path("behov/<slug:slug>/spor/", sporsmal.spor, name="behov_spor"),
    path(
        "offentlige/<slug:slug>/behov/<slug:del_>/treff/",
        behovstreff.hvem_passer,
        OFFENTLIG,
        name="behov_treff",
    ),
    path(
        "offentlige/<slug:slug>/behov/<slug:del_>/treff/liste.csv",
        behovstreff.hvem_passer_csv,
        OFFENTLIG,
        name="behov_treff_csv",
    ),
    path(
        "offentlige/<slug:slug>/behov/<slug:del_>/treff/inviter/",
        invitasjoner.inviter_alle,
        OFFENTLIG,
        name="behov_inviter",
    ),
    path(
        "offentlige/<slug:slug>/behov/<slug:del_>/treff/inviter-noen-fa/",
        invitasjoner.inviter_noen_fa,
        OFFENTLIG,
        name="behov_inviter_noen",
    ),
    path(
        "offentlige/<slug:slug>/behov/<slug:del_>/sammen/",
        behovsmedeiere.svar,
        OFFENTLIG,
        name="behov_medeier_svar",
    ),
    path("behov/invitasjoner/av/<str:kode>/", invitasjoner.av, name="invitasjoner_av"),
    path(
        "entreprenorer/<slug:slug>/behov/invitasjoner/",
        invitasjoner.valg,
        {"slagkode": "entreprenor"},
        name="invitasjonsvalg",
    ),
    path(
        "entreprenorer/<slug:slug>/behov/",
        behovstreff.behov_for_oss,
        {"slagkode": "entreprenor"},
        name="behov_for_oss",
    ),
    path(
        "entreprenorer/<slug:slug>/behov/liste.csv",
        behovstreff.behov_for_oss_csv,
        {"slagkode": "entreprenor"},
        name="behov_for_oss_csv",
    ),
    path("kontakt/", kontakt.kontakt, name="kontakt"),
    path("kontakt/sendt/<str:kvittering>/", kontakt.sendt, name="kontakt_sendt"),
    path("modeller/", modeller.modeller, name="modeller"),
    path("modeller/sammenlign/", modeller.sammenlign, name="modeller_sammenlign"),
    path("modeller/veiviser/", veiviser.veiviser, name="veiviser"),
    path("modeller/veiviser/delt/<nokkel:nokkel>/", veiviser.delt, name="veiviser_delt"),
    path(
        "modeller/veiviser/delt/<nokkel:nokkel>/svaret.<format:format>",
        veiviser.delt_fil,
        name="veiviser_delt_fil",
    ),
    path("modeller/veiviser/delt/<nokkel:nokkel>/en-side.pdf", veiviser.delt_side, name="veiviser_delt_side"),
    path("modeller/veiviser/<nokkel:nokkel>/svaret.<format:format>", veiviser.fil, name="veiviser_fil"),
    path("modeller/veiviser/<nokkel:nokkel>/en-side.pdf", veiviser.side, name="veiviser_side"),
    path("modeller/veiviser/<nokkel:nokkel>/", veiviser.svar, name="veiviser_svar"),
    path("modeller/veiviser/<nokkel:nokkel>/steg/<int:nummer>/", veiviser.steg, name="veiviser_steg"),
    path("modeller/veiviser/<nokkel:nokkel>/del/", veiviser.del_behov, name="veiviser_del"),
    path("modeller/veiviser/<nokkel:nokkel>/slett/", veiviser.slett, name="veiviser_slett"),
    path(
        "modeller/veiviser/<nokkel:nokkel>/ta-med/",
        overtakelse.ta_med,
        {"hva": overtakelse.BEHOVET},
        name="veiviser_ta_med",
    ),
    path(
        "modeller/veiviser/delt/<nokkel:nokkel>/<slug:slug>.<format:format>",
        veiviser.delt_dokument,
        name="veiviser_delt_sak",
    ),
    path(
        "modeller/veiviser/<nokkel:nokkel>/<slug:slug>.<format:format>",
        veiviser.dokument,
        name="veiviser_sak",
    ),
    path("modeller/<slug:slug>/", modeller.modell, name="modell"),
    path("maler/", maler.maler, name="maler"),
    path("maler/<slug:slug>/", maler.mal, name="mal"),
    path("maler/<slug:slug>.<format:format>", maler.last_ned, name="mal_fil"),
    path("eksempler/", eksempler.eksempler, name="eksempler"),
    path("eksempler/liste.csv", katalogfiler.eksempler_csv, name="eksempler_csv"),
    path("eksempler/meld-inn/", innmelding.meld_inn, name="meld_inn"),
    path("eksempler/meld-inn/krav/", innmelding.kriterier, name="innmelding_krav"),
    path("eksempler/meld-inn/bekreft/<nokkel:kode>/", innmelding.bekreft, name="innmelding_bekreft"),
    path("eksempler/meld-inn/<nokkel:nokkel>/", innmelding.se_over, name="innmelding"),
    path("eksempler/meld-inn/<nokkel:nokkel>/steg/<int:nummer>/", innmelding.steg, name="meld_inn_steg"),
    path("eksempler/meld-inn/<nokkel:nokkel>/slett/", innmelding.slett, name="meld_inn_slett"),
    path("eksempler/part/<nokkel:nokkel>/", parter.sakspart, name="sakspart"),
    path("eksempler/<slug:slug>/", eksempler.eksempel, name="eksempel"),
    path("eksempler/<slug:slug>/bilder/<slug:fil>.webp", bildesider.bilde, name="eksempel_bilde"),
    path("eksempler/<slug:slug>/gjor-som-dem/", gjor_som_dem.gjor_som_dem, name="gjor_som_dem"),
    path("temaer/", temaer.temaer, name="temaer"),
    path("temaer/<slug:slug>/", temaer.tema, name="tema"),
    path("tilskudd/", tilskudd.tilskudd, name="tilskudd"),
    path("tilskudd/frister.ics", tilskudd.frister, name="tilskudd_kalender"),
    path("tilskudd/<slug:slug>/", tilskudd.ordning, name="tilskudd_ordning"),
    path("min-side/", min_side.min_side, name="min_side"),
    path("hatt/", medlemskap.hatt, name="hatt"),
    path("entreprenorer/", katalog.entreprenorer, name="entreprenorer"),
    path("entreprenorer/kart/", katalog.kart, name="entreprenorer_kart"),
    path("entreprenorer/sammenlign/", sammenligning.sammenlign, name="entreprenorer_sammenlign"),
    path("entreprenorer/liste.csv", katalogfiler.entreprenorer_csv, name="entreprenorer_csv"),
    path("entreprenorer/<slug:slug>/", entreprenorer.entreprenor, name="entreprenor"),
    path("entreprenorer/<slug:slug>/logo/<slug:fil>.png", entreprenorer.logo, name="entreprenor_logo"),
    path("entreprenorer/<slug:slug>/ideer/<slug:del_>/", entreprenorer.ide, name="ide"),
    *skriveadresser.urlpatterns,
    path("varsler/", varsler.mine, name="varslene"),
    path("min-kalender/", kalender.min_kalender, name="min_kalender"),
    path("min-kalender/<nokkel:nokkel>.ics", kalender.kalenderfil, name="kalenderfil"),
    path("varsler/ny/<slug:liste>/", varsler.ny, name="varsel_ny"),
    path("varsler/sendt/", varsler.sendt, name="varsel_sendt"),
    path("varsler/stoppet/", varsler.stoppet, name="varsel_stoppet"),
    path("varsler/bekreft/<str:kode>/", varsler.bekreft, name="varsel_bekreft"),
    path("varsler/av/<str:kode>/", varsler.av, name="varsel_av"),
    path("varsler/mine/<nokkel:nokkel>/", varsler.uten_konto, name="varslene_uten_konto"),
    path("utvalg/", utvalg.oversikt, name="utvalgene"),
    path("utvalg/legg-til/", utvalg.legg_til, name="utvalg_legg_til"),
    path("utvalg/delt/<nokkel:nokkel>/", utvalg.delt, name="utvalg_delt"),
    path("utvalg/delt/<nokkel:nokkel>/liste.csv", utvalg.delt_fil, name="utvalg_delt_fil"),
    path("utvalg/<uuid:ref>/", utvalg.utvalg, name="utvalg"),
    path("utvalg/<uuid:ref>/slett/", utvalg.slett, name="utvalg_slett"),
    path("utvalg/<uuid:ref>/liste.csv", utvalg.fil, name="utvalg_fil"),
    path("offentlige/<slug:slug>/utvalg/", kolleger.oversikt, OFFENTLIG, name="offentlig_utvalgene"),
    path(
        "offentlige/<slug:slug>/utvalg/<uuid:ref>/", kolleger.utvalget, OFFENTLIG, name="offentlig_utvalget"
    ),
    path(
        "offentlige/<slug:slug>/utvalg/<uuid:ref>/liste.csv",
        kolleger.utvalget_fil,
        OFFENTLIG,
        name="offentlig_utvalget_fil",
    ),
    path(
        "offentlige/<slug:slug>/snakket/<slug:entreprenor>/",
        kolleger.snakket,
        OFFENTLIG,
        name="offentlig_snakket",
    ),
    path("tall/", tall.tall, name="tall"),
    path("tall/<int:ar>/", tall.tall, name="tall_ar"),
    path("tall/<int:ar>/tall.csv", tall.tall_csv, name="tall_csv"),
    path("tall/<int:ar>/rapport.pdf", tall.rapport, name="tall_rapport"),
    path("samtaler/", samtaler.liste, name="samtalene"),
    path("samtaler/ny/<slug:slug>/", samtalestart.ny, name="samtale_ny"),
    path("samtaler/ny/entreprenor/<slug:slug>/", samtalestart_offentlig.ny, name="samtale_ny_offentlig"),
    path("samtaler/<slug:referanse>/", samtaler.trad, name="samtale_trad"),
    path("samtaler/<slug:referanse>/lest/", samtaler.lest, name="samtale_lest"),
    path("samtaler/<slug:referanse>/fortalt/", fortalt.fortell, name="samtale_fortalt"),
    path("samtaler/<slug:referanse>/arkiv/", uttrekk.innlogget, name="samtale_arkiv"),
    path("samtaler/<slug:referanse>/<slug:slag>/", samtaler.handling, name="samtale_handling"),
    path("samtaler/<slug:referanse>/vedlegg/<uuid:ref>/", vedlegg.innlogget, name="samtale_vedlegg"),
    path("samtaler/<slug:referanse>/arkiv/<uuid:ref>/", uttrekk.fil, name="samtale_arkivfil"),
    path("samtaler/<slug:referanse>/skjermet/<int:nr>/", skjermet.innlogget, name="samtale_skjermet"),
    path("samtaler/<slug:referanse>/mote/<int:nr>.ics", mote.innlogget, name="samtale_mote"),
    path("samtale/<str:nokkel>/mote/<int:nr>.ics", mote.mottaker, name="mottaker_mote"),
    path("samtale/<str:nokkel>/skjermet/<int:nr>/", skjermet.mottaker, name="mottaker_skjermet"),
    path("samtale/ny-lenke/", lenken.ny, name="samtale_ny_lenke"),
    path("samtale/<str:nokkel>/lenken/", lenken.stans, name="mottaker_lenken"),
    path("samtale/<str:nokkel>/arkiv/", uttrekk.mottaker, name="mottaker_arkiv"),
    path("samtale/<str:nokkel>/arkiv/<uuid:ref>/", uttrekk.mottakers_fil, name="mottaker_arkivfil"),
    path("samtale/<str:nokkel>/vedlegg/<uuid:ref>/", vedlegg.mottaker, name="mottaker_vedlegg"),
    path("samtale/<str:nokkel>/", mottaker.trad, name="mottaker"),
    path("samtale/<str:nokkel>/<slug:slag>/", mottaker.handling, name="mottaker_handling"),
    *samarbeidsadresser.urlpatterns,
    path("offentlige/", offentlige.offentlige, name="offentlige"),
    path("offentlige/liste.csv", katalogfiler.offentlige_csv, name="offentlige_csv"),
    path("offentlige/kart/", kart.kart, name="kart"),
    path("offentlige/<slug:slug>/", offentlige.offentlig, name="offentlig"),
    path("offentlige/<slug:slug>/fortalt/", fortalt.alle, name="offentlig_fortalt"),
    path("offentlige/<slug:slug>/budsjettaret.ics", offentlige.budsjettar, name="offentlig_aret"),
    path("forsta/", kunnskap.forsta, name="forsta"),
    path("forsta/ordbok/", kunnskap.ordbok, name="ordbok"),
    path("forsta/<slug:slug>/", kunnskap.artikkel, name="artikkel"),
    path("andre-steder/", kunnskap.andre_steder, name="andre_steder"),
    path("om/", kunnskap.om, name="om"),
    path("om/gjennomgang/", gjennomgang.gjennomgang, name="gjennomgang"),
    path("om/<slug:slug>/", kunnskap.om_side, name="om_side"),
    path("prov/", prov.prov, name="prov"),
    path("prov/forslag/", prov.forslag, name="prov_forslag"),
    path("prov/terskler/", prov.terskler, name="prov_terskler"),
    path("prov/delt/<nokkel:nokkel>/samtale/", delt.samtale, name="samtale"),
    path("prov/samtale/<str:kode>/", delt.bekreft, name="samtale_bekreft"),
    path("prov/delt/<nokkel:nokkel>/", prov.delt, name="prov_delt"),
    path("prov/delt/<nokkel:nokkel>/veien-videre.<format:format>", prov.delt_fil, name="prov_delt_fil"),
    path("prov/delt/<nokkel:nokkel>/en-side.pdf", prov.delt_side, name="prov_delt_side"),
    path("prov/<nokkel:nokkel>/", prov.veien_videre, name="veien_videre"),
    path("prov/<nokkel:nokkel>/veien-videre.<format:format>", prov.fil, name="prov_fil"),
    path("prov/<nokkel:nokkel>/en-side.pdf", prov.side, name="prov_side"),
    path("prov/<nokkel:nokkel>/steg/<int:nummer>/", prov.steg, name="prov_steg"),
    path("prov/<nokkel:nokkel>/ta-med/", overtakelse.ta_med, {"hva": overtakelse.IDEEN}, name="prov_ta_med"),
    path("prov/<nokkel:nokkel>/del/", prov.del_ide, name="prov_del"),
    path("prov/<nokkel:nokkel>/rett/", prov.rett, name="prov_rett"),
    path("prov/<nokkel:nokkel>/slett/", prov.slett, name="prov_slett"),
]
if not settings.I_DRIFT:
    urlpatterns += [path("stilark/", stilark.stilark, name="stilark")]
