"""En endring i ordene og reglene gjelder ikke før en annen redaktør har sett hva den gjør, og godkjent den."""

from __future__ import annotations

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from kommuner.models import Beslutningsvei
from tests.skjema import les_skjema
from tests.verden import lag_redaktor, logg_inn
from veier.epost.models import Utsending
from veier.hendelser.models import Hendelse
from veier.referanse import oversettelse
from veier.referanse.redaksjon import ReferanseAdmin
from veier.referanse.virkningsside import HVORFOR, SETT
from veier.regelforslag.models import Regelforslag
from veier.sok.models import Synonymgruppe
from veier.taksonomi.models import Samarbeidsmodell, Synonym, Tema, Terskelverdi

pytestmark = pytest.mark.django_db
NYTT = "Demens og glemsel"


def _navn():
    return Tema.objects.get(slug="demens").navn


def _brev():
    return set(Utsending.objects.values_list("mal", "til"))


def test_tabellene_i_ord_og_regler_er_med():
    from django.contrib import admin

    navn = {m._meta.model_name for m, a in admin.site._registry.items() if getattr(a, "andre_oyne", False)}
    assert navn == {
        "tema", "malgruppe", "synonym", "synonymgruppe", "tekstsignal", "samarbeidsmodell", "terskelverdi", "beslutningsvei",
        "tommeord",
    }  # fmt: skip
    assert ReferanseAdmin.andre_oyne is False


def test_forslaget_har_hvem_hva_hvorfor_og_virkningen_og_raden_er_som_for(kari, vera, demens, foresla):
    hendelser = Hendelse.objects.count()
    forslag = foresla(kari, Tema, demens, navn=NYTT, hvorfor="Glemsel er ordet folk bruker.")
    assert (_navn(), demens.events.count(), LogEntry.objects.count()) == ("Demens", 1, 0)
    assert (forslag.foreslatt_av, forslag.status, forslag.hvorfor) == (
        kari,
        "venter",
        "Glemsel er ordet folk bruker.",
    )
    (endring,) = forslag.radene
    assert str(forslag) == "Tema: Demens"
    assert (endring.rad, endring.sto["navn"], endring.blir) == (demens.pk, "Demens", {"navn": NYTT})
    (slag,) = forslag.utfallet
    (ulik,) = slag.ulike
    assert (slag.navn, ulik.sak, ulik.endringer) == (
        "2 kjente ideer",
        "demens",
        (("Temaer", "Demens", NYTT),),
    )
    assert _brev() == {("regelforslag_nytt", vera.epost)}
    assert list(Hendelse.objects.order_by("pk").values_list("kode", flat=True))[hendelser:] == [
        "regel_foreslatt"
    ]


def test_ogsa_det_som_ikke_gir_noen_et_annet_svar_ma_godkjennes(kari, foresla):
    ord_ = Synonym.objects.filter(gjelder="tema:demens", skjult=False).order_by("pk").first()
    forslag = foresla(kari, Synonym, ord_, uttrykk="zzqqxx")
    assert (forslag.utfallet, Synonym.objects.filter(uttrykk="zzqqxx").exists()) == ([], False)


def test_en_annen_godkjenner_og_da_gjelder_det(kari, vera, demens, foresla, svar):
    forslag = foresla(kari, Tema, demens, navn=NYTT, kort_nn="Når minnet sviktar.")
    assert svar(vera, forslag, "godkjenn").status_code == 302
    demens.refresh_from_db()
    assert (demens.navn, demens.paa("kort", "nn")) == (NYTT, "Når minnet sviktar.")
    forslag.refresh_from_db()
    assert (forslag.status, forslag.svart_av) == ("godkjent", vera)
    assert ("regelforslag_godkjent", kari.epost) in _brev()
    koder = set(Hendelse.objects.values_list("kode", "av"))
    assert {("regel_godkjent", vera.offentlig_id), ("redaksjon_endret", vera.offentlig_id)} <= koder
    historikken = logg_inn(vera).get(reverse("admin:taksonomi_tema_history", args=[demens.pk])).text
    assert f"Endret av {kari}, godkjent av {vera}." in historikken


@pytest.mark.parametrize("administrator", [False, True])
def test_ingen_godkjenner_sitt_eget(demens, foresla, svar, administrator):
    """Heller ikke en administrator, og heller ikke når hun er alene: det er regelen for sakene også."""
    hun = lag_redaktor("hun@eksempel.no", administrator=administrator)
    forslag = foresla(hun, Tema, demens, navn=NYTT)
    igjen = svar(hun, forslag, "godkjenn")
    assert (igjen.status_code, _navn()) == (422, "Demens")
    assert "En annen i redaksjonen må godkjenne det" in igjen.text
    siden = logg_inn(hun).get(reverse("regelforslag", args=[forslag.pk])).text
    assert 'name="godkjenn"' not in siden and "alene i redaksjonen" in siden


def test_hennes_andre_konto_er_henne(kari, demens, foresla, svar):
    forslag = foresla(kari, Tema, demens, navn=NYTT)
    assert svar(lag_redaktor("kari+to@eksempel.no"), forslag, "godkjenn").status_code == 422
    assert _navn() == "Demens"


def test_et_forslag_fra_en_slettet_konto_ma_noen_sta_for(kari, vera, demens, foresla, svar):
    forslag = foresla(kari, Tema, demens, navn=NYTT)
    Regelforslag.objects.update(foreslatt_av=None)
    assert svar(vera, forslag, "godkjenn").status_code == 422
    assert svar(vera, forslag, "regn").status_code == 302
    assert svar(vera, forslag, "godkjenn").status_code == 422, "nå er det hennes"
    assert svar(kari, forslag, "godkjenn").status_code == 302
    assert _navn() == NYTT


def test_er_raden_endret_siden_star_forslaget_og_sier_hva(kari, vera, demens, foresla, svar):
    forslag = foresla(kari, Tema, demens, navn=NYTT)
    Tema.objects.filter(pk=demens.pk).update(kort="Skrevet etterpå.")
    igjen = svar(vera, forslag, "godkjenn")
    assert (igjen.status_code, _navn()) == (422, "Demens")
    assert "er endret siden forslaget ble laget" in igjen.text and "Skrevet etterpå." in igjen.text
    forslag.refresh_from_db()
    assert (forslag.status, forslag.nummer) == ("venter", 1)
    assert svar(vera, forslag, "regn").status_code == 302
    assert svar(vera, forslag, "godkjenn").status_code == 302
    demens.refresh_from_db()
    assert (demens.navn, demens.kort) == (NYTT, "Skrevet etterpå.")


def test_den_som_sa_det_for_det_ble_regnet_ut_ma_se_det_igjen(kari, vera, demens, foresla, svar):
    forslag = foresla(kari, Tema, demens, navn=NYTT)
    gammelt = forslag.merke
    svar(kari, forslag, "regn")
    igjen = svar(vera, forslag, "godkjenn", sett=gammelt)
    assert (igjen.status_code, "regnet ut på nytt" in igjen.text, _navn()) == (422, True, "Demens")


def test_blir_svarene_andre_enn_forslaget_viser_gjelder_det_ikke(kari, vera, demens, foresla, svar):
    forslag = foresla(kari, Tema, demens, navn=NYTT)
    Regelforslag.objects.update(virkning=[])
    igjen = svar(vera, forslag, "godkjenn")
    assert (igjen.status_code, _navn(), LogEntry.objects.count()) == (422, "Demens", 0)
    assert "Svarene blir ikke lenger slik" in igjen.text


def test_en_ny_rad_og_to_forslag_om_den_samme(kari, vera, foresla, svar):
    ny = {"uttrykk": "zzqqxx", "gjelder": "tema:rus", "styrke": "svak"}
    forste, andre = foresla(kari, Synonym, **ny), foresla(kari, Synonym, **ny)
    assert not Synonym.objects.filter(uttrykk="zzqqxx").exists()
    side = logg_inn(vera).get(reverse("regelforslag", args=[forste.pk])).text
    assert "Ny rad: zzqqxx → tema:rus" in side and "Svak: bare sammen med" in side
    assert svar(vera, forste, "godkjenn").status_code == 302
    assert Synonym.objects.get(uttrykk="zzqqxx").styrke == "svak"
    assert svar(vera, andre, "godkjenn").status_code == 422
    assert (
        Synonym.objects.filter(uttrykk="zzqqxx").count(),
        Regelforslag.objects.get(pk=andre.pk).status,
    ) == (
        1,
        "venter",
    )


def test_en_rad_som_er_borte_sies_det_om(kari, vera, foresla, svar):
    ord_ = Synonym.objects.create(uttrykk="zzqqxx", gjelder="tema:rus", styrke="svak")
    forslag = foresla(kari, Synonym, ord_, styrke="sterk")
    ord_.delete()
    igjen = svar(vera, forslag, "godkjenn")
    assert (igjen.status_code, "finnes ikke lenger" in igjen.text) == (422, True)
    assert svar(vera, forslag, "avsla", grunn="Raden er borte.").status_code == 302


def test_en_vei_viser_temaet_med_navn_og_godkjennes(kari, vera, foresla, svar):
    """En kobling til en annen rad er nøkkelen i databasen, og navnet for den som leser."""
    vei = Beslutningsvei.objects.filter(tema__slug="demens").order_by("pk").first()
    annet = (
        Tema.objects.get(slug="ensomhet-eldre")
        if Tema.objects.filter(slug="ensomhet-eldre")
        else Tema.objects.get(slug="rus")
    )
    forslag = foresla(kari, Beslutningsvei, vei, tema=str(annet.pk))
    side = logg_inn(vera).get(reverse("regelforslag", args=[forslag.pk])).text
    assert "<del>Demens</del>" in side and f"<ins>{annet.navn}</ins>" in side
    assert svar(vera, forslag, "godkjenn").status_code == 302
    vei.refresh_from_db()
    assert vei.tema == annet


@pytest.mark.parametrize(
    ("modell", "felt"),
    [(Samarbeidsmodell, "onskeord"), (Terskelverdi, "verdi"), (Synonymgruppe, "smalere")],
    ids=str,
)
def test_de_andre_tabellene_gar_den_samme_veien(kari, vera, foresla, svar, modell, felt):
    rad = modell.objects.filter(skjult=False).order_by("pk").first()
    sto = getattr(rad, felt)
    nytt = [*sto, "zzqqxx"] if isinstance(sto, list) else sto + 1
    forslag = foresla(kari, modell, rad, **{felt: "\n".join(nytt) if isinstance(sto, list) else str(nytt)})
    rad.refresh_from_db()
    assert getattr(rad, felt) != nytt
    assert svar(vera, forslag, "godkjenn").status_code == 302
    rad.refresh_from_db()
    assert getattr(rad, felt) == nytt


def test_avslaget_har_en_grunn_og_raden_er_som_for(kari, vera, demens, foresla, svar):
    forslag = foresla(kari, Tema, demens, navn=NYTT)
    assert svar(vera, forslag, "avsla", grunn=" ").status_code == 422
    assert svar(vera, forslag, "avsla", grunn="Glemsel er mer enn demens.").status_code == 302
    forslag.refresh_from_db()
    assert (forslag.status, forslag.grunn, _navn()) == ("avslatt", "Glemsel er mer enn demens.", "Demens")
    assert ("regelforslag_avslatt", kari.epost) in _brev()
    assert svar(kari, forslag, "godkjenn").status_code == 422


def test_bare_den_som_foreslo_det_trekker_det(kari, vera, demens, foresla, svar):
    forslag = foresla(kari, Tema, demens, navn=NYTT)
    assert svar(vera, forslag, "trekk").status_code == 422
    assert svar(kari, forslag, "trekk").status_code == 302
    assert (Regelforslag.objects.get().status, svar(vera, forslag, "godkjenn").status_code) == (
        "trukket",
        422,
    )


def test_a_hente_tilbake_er_ogsa_et_forslag_og_star_i_historikken(kari, vera, demens, foresla, svar):
    svar(vera, foresla(kari, Tema, demens, navn=NYTT), "godkjenn")
    klient, side = logg_inn(vera), reverse("admin:taksonomi_tema_history", args=[demens.pk])
    forste = demens.events.order_by("pgh_id").first()
    igjen = klient.post(side, {"versjon": forste.pgh_id})
    assert (_navn(), "Tilbake til skjemaet" in igjen.text) == (NYTT, False)
    klient.post(side, {"versjon": forste.pgh_id, SETT: igjen.context["merke"], HVORFOR: "Vi tok feil."})
    assert _navn() == NYTT
    tilbake = Regelforslag.objects.latest("pk")
    assert (tilbake.radene[0].blir, tilbake.hvorfor) == ({"navn": "Demens"}, "Vi tok feil.")
    assert svar(vera, tilbake, "godkjenn").status_code == 422
    assert svar(kari, tilbake, "godkjenn").status_code == 302
    assert (_navn(), demens.events.count()) == ("Demens", 3)


@pytest.mark.grundig
def test_innlastingen_angrer_det_aldri(kari, vera, demens, foresla, svar):
    svar(vera, foresla(kari, Tema, demens, navn=NYTT), "godkjenn")
    svar(vera, foresla(kari, Synonym, uttrykk="zzqqxx", gjelder="tema:rus", styrke="svak"), "godkjenn")
    ventende = foresla(kari, Tema, demens, naer=["rus"])
    call_command("last_referanse")
    assert (_navn(), Synonym.objects.get(uttrykk="zzqqxx").skjult) == (NYTT, False)
    assert svar(vera, ventende, "godkjenn").status_code == 302


@pytest.mark.parametrize(
    ("modell", "felt"),
    [(Tema, "kort"), (Tema, "navn_nn"), (Samarbeidsmodell, "risiko"), (Terskelverdi, "sist_kontrollert"),
     (Beslutningsvei, "kilde")],
    ids=str,
)  # fmt: skip
def test_en_tekst_eller_en_kilde_er_ingen_regel_og_lagres_med_en_gang(kari, vera, modell, felt):
    rad = modell.objects.filter(skjult=False).order_by("pk").first()
    nytt = "2026-01-02" if felt == "sist_kontrollert" else "Skrevet på nytt."
    side = reverse(f"admin:{modell._meta.label_lower.replace('.', '_')}_change", args=[rad.pk])
    klient = logg_inn(kari)
    data = les_skjema(klient.get(side).text, f"{modell._meta.model_name}_form") | {felt: [nytt]}
    assert klient.post(side, data).status_code == 302
    ny = modell.objects.get(pk=rad.pk)
    assert (str(oversettelse.hent(ny, felt)), Regelforslag.objects.count(), _brev()) == (nytt, 0, set())
    assert (ny.events.count(), LogEntry.objects.get().user) == (2, kari)


def test_en_tekst_sammen_med_en_regel_er_et_forslag(kari, vera, demens, foresla):
    forslag = foresla(kari, Tema, demens, kort="Skrevet på nytt.", naer=["rus"])
    assert forslag.radene[0].blir == {"kort": "Skrevet på nytt.", "naer": "rus"}
    assert Tema.objects.get(pk=demens.pk).kort == demens.kort


def test_en_fil_med_bare_tekster_lagres_med_en_gang(kari, demens):
    klient, side = logg_inn(kari), reverse("admin:taksonomi_tema_fra_fil")
    vist = klient.post(side, {"innhold": f"id;kort\r\n{demens.pk};Skrevet i et regneark.\r\n"})
    assert "Lagre endringene" in vist.text and "Send forslaget" not in vist.text
    assert klient.post(side, les_skjema(vist.text) | {"lagre": ["1"]}).status_code == 302
    assert (Tema.objects.get(pk=demens.pk).kort, Regelforslag.objects.count()) == (
        "Skrevet i et regneark.",
        0,
    )


def test_en_ny_rad_fra_fil_er_et_forslag(kari, vera, svar):
    klient, side = logg_inn(kari), reverse("admin:taksonomi_synonym_fra_fil")
    innhold = "id;gjelder;uttrykk;styrke\r\n;tema:demens;zzqqxx;svak\r\n"
    vist = klient.post(side, {"innhold": innhold})
    assert "Send forslaget" in vist.text
    assert klient.post(side, les_skjema(vist.text) | {"lagre": ["1"]}).status_code == 302
    assert not Synonym.objects.filter(uttrykk="zzqqxx").exists()
    forslag = Regelforslag.objects.get()
    assert [(rad.rad, rad.sto, rad.blir["uttrykk"]) for rad in forslag.radene] == [(None, {}, "zzqqxx")]
    assert svar(vera, forslag, "godkjenn").status_code == 302
    assert Synonym.objects.get(uttrykk="zzqqxx").styrke == "svak"


def test_a_lese_skriver_ingenting(kari, demens, foresla):
    forslag = foresla(kari, Tema, demens, navn=NYTT)
    klient = logg_inn(kari)
    for side in (
        reverse("regelforslagene"),
        reverse("regelforslag", args=[forslag.pk]),
        reverse("redaksjonen"),
    ):
        for _ganger in range(2):
            with connection.execute_wrapper(_bare_les):
                assert klient.get(side, {"godkjenn": "1", "sett": forslag.merke}).status_code == 200
    assert (_navn(), Regelforslag.objects.get().status) == ("Demens", "venter")


def _bare_les(gjor, sql, verdier, mange, sammenheng):
    assert "regelforslag_" not in sql or sql.lstrip().upper().startswith("SELECT"), sql
    return gjor(sql, verdier, mange, sammenheng)


def test_en_rad_lagret_i_et_vindu_ved_siden_av_er_ogsa_et_forslag(kari):
    """Django lagrer den og svarer 200 når skjemaet er åpnet fra et felt i et annet skjema."""
    klient, side = logg_inn(kari), reverse("admin:taksonomi_synonym_add") + "?_popup=1"
    data = les_skjema(klient.get(side).text, "synonym_form")
    data |= {"uttrykk": ["zzqqxx"], "gjelder": ["tema:rus"], "styrke": ["svak"], "_popup": ["1"]}
    assert "virkningene" in klient.post(side, data).context
    assert not Synonym.objects.filter(uttrykk="zzqqxx").exists()


def test_en_fil_blir_ett_forslag_med_alle_radene(kari, vera, svar):
    klient, side = logg_inn(kari), reverse("admin:taksonomi_synonym_fra_fil")
    to = list(Synonym.objects.filter(gjelder="tema:demens", skjult=False).order_by("pk")[:2])
    innhold = "id;uttrykk\r\n" + "".join(f"{rad.pk};zzqq{nr}\r\n" for nr, rad in enumerate(to))
    vist = klient.post(side, {"innhold": innhold})
    assert "Send forslaget" in vist.text
    data = les_skjema(vist.text) | {"lagre": ["1"]}
    assert klient.post(side, data).status_code == 302
    assert not Synonym.objects.filter(uttrykk__startswith="zzqq").exists()
    forslag = Regelforslag.objects.get()
    assert ([rad.rad for rad in forslag.radene], str(forslag)) == ([rad.pk for rad in to], "Synonym: 2 rader")
    Synonym.objects.filter(pk=to[1].pk).update(styrke="svak" if to[1].styrke == "sterk" else "sterk")
    assert svar(vera, forslag, "godkjenn").status_code == 422, "én av dem er endret: ingen av dem gjelder"
    assert not Synonym.objects.filter(uttrykk__startswith="zzqq").exists()
    svar(vera, forslag, "regn")
    assert svar(vera, forslag, "godkjenn").status_code == 302
    assert Synonym.objects.filter(uttrykk__startswith="zzqq").count() == 2


def test_den_som_skriver_noe_galt_til_den_andre_far_vite_det(kari, demens):
    klient, side = logg_inn(kari), reverse("admin:taksonomi_tema_change", args=[demens.pk])
    data = les_skjema(klient.get(side).text, "tema_form") | {"navn": [NYTT]}
    merke = klient.post(side, data).context["merke"]
    igjen = klient.post(side, data | {SETT: [merke], HVORFOR: ["Hun er 01010110013."]})
    assert (igjen.status_code, "fødselsnummer" in igjen.text, Regelforslag.objects.count()) == (422, True, 0)


def test_pulten_og_skjemaet_sier_at_det_venter_og_lista_kan_sokes(kari, vera, demens, foresla):
    forslag = foresla(kari, Tema, demens, navn=NYTT)
    klient, adresse = logg_inn(vera), reverse("regelforslag", args=[forslag.pk])
    for side in (
        reverse("redaksjonen"),
        reverse("admin:taksonomi_tema_change", args=[demens.pk]),
        reverse("regelforslagene"),
    ):
        assert adresse in klient.get(side).text, side
    assert adresse in klient.get(reverse("regelforslagene"), {"q": "glemsel"}).text
    assert adresse not in klient.get(reverse("regelforslagene"), {"q": "zzqqxx"}).text
    annen = Tema.objects.exclude(pk=demens.pk).first()
    assert adresse not in klient.get(reverse("admin:taksonomi_tema_change", args=[annen.pk])).text


def test_den_som_ikke_kan_endre_tabellen_ser_ikke_forslaget(kari, demens, foresla):
    forslag = foresla(kari, Tema, demens, navn=NYTT)
    uten = lag_redaktor("uten@eksempel.no")
    uten.groups.clear()
    assert logg_inn(uten).get(reverse("regelforslag", args=[forslag.pk])).status_code == 403
