"""Hvor lenge en innlogging gjelder, at ingenting som er skrevet går tapt, og at ingen side blir liggende igjen."""

import html
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from entreprenorer.models import Entreprenor
from samarbeid.models import Eksempel, Ordforklaring
from tests.skjema import les_skjema
from tests.verden import lag_bruker, lag_redaktor, logg_inn
from veier.taksonomi.models import Tema

pytestmark = pytest.mark.django_db
TIME = 3600
DOGN = 24 * TIME


def _eldre(klient, *, to_trinn=0, aktivitet=None, begynte=None, sist=None):
    """Flytter tidspunktene i økten bakover, i sekunder."""
    okt, naa = klient.session, time.time()
    okt["account_authentication_methods"] = [
        {**post, "at": naa - to_trinn} for post in okt.get("account_authentication_methods", [])
    ]
    for navn, siden in (("redaksjonen_sist", aktivitet), ("okt_begynte", begynte), ("okt_sist", sist)):
        if siden is not None:
            okt[navn] = naa - siden
    okt.save()


def _bekreft(klient, bruker, neste):
    app = Authenticator.objects.get(user=bruker, type="totp")
    kode = format_hotp_value(hotp_value(decrypt(app.data["secret"]), next(yield_hotp_counters_from_time())))
    return klient.post(reverse("mfa_reauthenticate"), {"code": kode, "next": neste})


@pytest.mark.parametrize(
    ("to_trinn", "aktivitet", "slipper_inn"),
    [
        (59 * 60, None, True),
        (61 * 60, None, False),
        (5 * TIME, 59 * 60, True),
        (5 * TIME, 61 * 60, False),
        (12 * TIME - 60, 10, True),
        (12 * TIME + 60, 10, False),
    ],
)
@pytest.mark.parametrize("administrator", [False, True])
def test_to_trinn_varer_tolv_timer_i_alt_og_en_time_uten_aktivitet(
    to_trinn, aktivitet, slipper_inn, administrator
):
    klient = logg_inn(lag_redaktor(administrator=administrator))
    _eldre(klient, to_trinn=to_trinn, aktivitet=aktivitet)
    for side in (reverse("admin:index"), reverse("admin:taksonomi_tema_changelist"), reverse("admin:jsi18n")):
        svar = klient.get(side)
        assert (svar.status_code == 200) is slipper_inn, side
        assert slipper_inn or svar["Location"].startswith(reverse("mfa_reauthenticate"))


def test_hver_side_i_redaksjonen_forlenger_hvilen_men_ikke_det_hele():
    klient = logg_inn(lag_redaktor())
    _eldre(klient, to_trinn=11 * TIME, aktivitet=30 * 60)
    assert klient.get(reverse("admin:index")).status_code == 200
    assert time.time() - klient.session["redaksjonen_sist"] < 5
    _eldre(klient, to_trinn=12 * TIME, aktivitet=0)
    assert klient.get(reverse("admin:index")).status_code == 302


TEKST = "Første avsnitt med «æøå» & <b>tegn</b>.\r\n\r\nAndre avsnitt."


def test_det_redaktoren_skrev_i_en_time_er_tatt_vare_pa():
    """Hun åpnet siden, skrev i 61 minutter og trykket «Lagre»."""
    redaktor, ord_ = lag_redaktor(), Ordforklaring.objects.first()
    klient, side = logg_inn(redaktor), reverse("admin:samarbeid_ordforklaring_change", args=[ord_.pk])
    skjema = klient.get(side).context["adminform"].form
    felt = {n: v if v is not None else "" for n, v in skjema.initial.items() if n in skjema.fields}
    felt = {n: v for n, v in felt.items() if v is not False} | {"forklaring": TEKST, "_sett": skjema.sett_na}
    _eldre(klient, to_trinn=61 * 60, aktivitet=61 * 60)
    svar = klient.post(side, felt)
    assert svar["Location"].startswith(reverse("mfa_reauthenticate"))
    sporsmal = klient.get(svar["Location"])
    assert "Det du skrev, er tatt vare på." in sporsmal.text
    ord_.refresh_from_db()
    assert ord_.forklaring != TEKST
    svar = _bekreft(klient, redaktor, reverse("admin:fortsett"))
    assert svar["Location"] == reverse("admin:fortsett")
    siden = klient.get(svar["Location"])
    skjult = {
        html.unescape(n): html.unescape(v)
        for n, v in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', siden.text)
    }
    assert "csrfmiddlewaretoken" in skjult
    assert skjult["forklaring"] == TEKST
    assert f'action="{side}"' in siden.text
    assert klient.post(side, skjult).status_code == 302
    ord_.refresh_from_db()
    assert ord_.forklaring.replace("\r\n", "\n") == TEKST.replace("\r\n", "\n")
    assert klient.get(reverse("admin:fortsett"))["Location"] == reverse("admin:index")


def test_det_som_er_tatt_vare_pa_er_personens_eget_og_varer_en_time():
    redaktor = lag_redaktor()
    klient = logg_inn(redaktor)
    _eldre(klient, to_trinn=61 * 60)
    klient.post(reverse("admin:taksonomi_tema_add"), {"navn": "Noe"})
    _bekreft(klient, redaktor, "/")
    okt = klient.session
    okt["redaksjonen_glemt"] = {**okt["redaksjonen_glemt"], "tid": time.time() - TIME - 1}
    okt.save()
    assert klient.get(reverse("admin:fortsett"))["Location"] == reverse("admin:index")
    okt["redaksjonen_glemt"] = {**okt["redaksjonen_glemt"], "tid": time.time(), "hvem": "0"}
    okt.save()
    assert klient.get(reverse("admin:fortsett"))["Location"] == reverse("admin:index")


def _inngrep():
    tema = Tema.objects.first().pk
    return [
        (reverse("admin:taksonomi_tema_history", args=[tema]), {"versjon": "1"}),
        (
            reverse("admin:entreprenorer_entreprenor_changelist"),
            {"action": "ta_ned", "_selected_action": "1"},
        ),
        (reverse("admin:entreprenorer_referanse_changelist"), {"action": "skjul", "_selected_action": "1"}),
        (
            reverse("admin:entreprenorer_foresporsel_changelist"),
            {"action": "godta_administrator", "_selected_action": "1"},
        ),
        (reverse("admin:brukere_bruker_change", args=[lag_bruker("x@eksempel.no").pk]), {"navn": "X"}),
        (reverse("admin:taksonomi_tema_delete", args=[tema]), {"post": "yes"}),
        (
            reverse("admin:entreprenorer_foresporsel_changelist"),
            {"action": "godta_medlem", "_selected_action": "1"},
        ),
        (
            reverse("admin:entreprenorer_referanse_changelist"),
            {"action": "vis_igjen", "_selected_action": "1"},
        ),
        (
            reverse("admin:entreprenorer_entreprenor_bekreft", args=[Entreprenor.objects.first().pk]),
            {"bekreft": "1"},
        ),
        (
            reverse("admin:entreprenorer_referansesvar_changelist"),
            {"action": "godta", "_selected_action": "1"},
        ),
        # Django utfører den «index» peker på, ikke den siste.
        (
            reverse("admin:entreprenorer_referanse_changelist"),
            {"action": ["skjul", "vis_igjen"], "index": "0", "_selected_action": "1"},
        ),
        # Saken tas ned og utkastet kastes på egne sider, der adressen sier hva det er.
        *(
            (reverse("admin:eksempel_handling", args=[Eksempel.objects.first().pk, hva]), {"grunn": ""})
            for hva in ("trekk", "forkast")
        ),
    ]


@pytest.mark.parametrize("skjult", [False, True])
@pytest.mark.parametrize("modell", [Entreprenor, Tema, Eksempel], ids=lambda m: m._meta.model_name)
def test_a_skjule_og_vise_igjen_krever_to_trinn_men_ikke_a_rette(modell, skjult):
    rad = modell.objects.order_by("pk").first()
    modell.objects.filter(pk=rad.pk).update(skjult=skjult)
    klient = logg_inn(lag_redaktor())
    side = reverse(f"admin:{modell._meta.app_label}_{modell._meta.model_name}_change", args=[rad.pk])
    felt = les_skjema(klient.get(side).text, f"{modell._meta.model_name}_form")
    _eldre(klient, to_trinn=16 * 60, aktivitet=10)
    assert klient.post(side, felt)["Location"] == reverse(
        f"admin:{modell._meta.app_label}_{modell._meta.model_name}_changelist"
    )
    felt.pop("skjult", None)
    for valg in ({}, {"skjult": "False"}) if skjult else ({"skjult": "on"},):
        svar = klient.post(side, felt | valg)
        assert svar["Location"].startswith(reverse("mfa_reauthenticate"))
    rad.refresh_from_db()
    assert rad.skjult is skjult


def test_inngrep_krever_to_trinn_det_siste_kvarteret():
    redaktor = lag_redaktor(administrator=True)
    klient = logg_inn(redaktor)
    for side, felt in _inngrep():
        _eldre(klient, to_trinn=16 * 60, aktivitet=10)
        svar = klient.post(side, felt)
        assert svar["Location"].startswith(reverse("mfa_reauthenticate")), side
        assert "Dette kan ikke alltid gjøres om." in klient.get(svar["Location"]).text
        _eldre(klient, to_trinn=14 * 60, aktivitet=10)
        svar = klient.post(side, felt)
        assert not svar.headers.get("Location", "").startswith(reverse("mfa_reauthenticate")), side
    _eldre(klient, to_trinn=16 * 60, aktivitet=10)
    assert klient.get(reverse("admin:index")).status_code == 200


# ── Vanlige økter ──


def test_en_okt_hviler_i_hoyst_tretti_dager_og_varer_i_hoyst_nitti():
    bruker = lag_bruker("kari@eksempel.no")
    for begynte, sist, inne in (
        (20 * DOGN, 20 * DOGN, True),
        (40 * DOGN, 31 * DOGN, False),
        (89 * DOGN, DOGN // 2, True),
        (90 * DOGN + 1, 60, False),
    ):
        klient = logg_inn(bruker)
        _eldre(klient, begynte=begynte, sist=sist)
        svar = klient.get(reverse("min_side"))
        assert (svar.status_code == 200) is inne
        if not inne:
            assert svar["Location"].startswith(f"{reverse('account_login')}?next=")
            assert "lenge siden sist" in klient.get(svar["Location"]).text
            assert "_auth_user_id" not in klient.session


def test_okten_lagres_hoyst_en_gang_i_dognet_for_at_den_er_i_bruk():
    klient = logg_inn(lag_bruker("kari@eksempel.no"))
    _eldre(klient, begynte=DOGN, sist=2 * TIME)
    for_ = klient.session["okt_sist"]
    klient.get(reverse("konto"))
    assert klient.session["okt_sist"] == for_
    _eldre(klient, sist=2 * DOGN)
    klient.get(reverse("konto"))
    assert time.time() - klient.session["okt_sist"] < 5


def test_en_okt_fra_for_dette_fantes_gar_videre():
    klient = logg_inn(lag_bruker("kari@eksempel.no"))
    okt = klient.session
    del okt["okt_begynte"], okt["okt_sist"]
    okt.save()
    assert klient.get(reverse("konto")).status_code == 200
    assert time.time() - klient.session["okt_begynte"] < 5


# ── no-store ──


def test_ingenting_en_med_okt_far_blir_liggende_igjen(client):
    klient = logg_inn(lag_redaktor())
    sider = [
        reverse("min_side"), reverse("konto"), reverse("forside"), "/finnes-ikke/", "/nn/konto/", reverse("admin:index"),
        reverse("mfa_download_recovery_codes"), reverse("admin:jsi18n"), "/helse/", "/konto", "/sitemap.xml", "/a%00b/",
    ]  # fmt: skip
    for side in sider:
        assert klient.get(side)["Cache-Control"] == "private, no-store", side
    assert klient.post(reverse("konto"), {})["Cache-Control"] == "private, no-store"
    ut = klient.post(reverse("account_logout"))
    assert ut["Cache-Control"] == "private, no-store"


def test_utlogget_og_anonym(client):
    klient = logg_inn(lag_bruker("kari@eksempel.no"))
    okt = klient.cookies["okt"].value
    klient.post(reverse("account_logout"))
    klient.cookies["okt"] = okt
    assert klient.get(reverse("min_side"))["Cache-Control"] == "private, no-store"
    assert "no-store" not in Client().get(reverse("forside")).headers.get("Cache-Control", "")


def test_statiske_filer_lagres_som_for():
    klient = logg_inn(lag_bruker("kari@eksempel.no"))
    svar = klient.get("/statisk/finnes-ikke.css")
    assert svar.headers.get("Cache-Control") != "private, no-store"


def test_ny_oktnokkel_ved_innlogging_og_ved_bekreftelse():
    """En nøkkel noen kjente fra før, er død; de andre øktene og raden i øktlisten er som før."""
    bruker = lag_redaktor()
    klient, annen = logg_inn(bruker), logg_inn(bruker)
    UserSession.objects.create(user=bruker, ip="127.0.0.1", session_key=klient.session.session_key)
    UserSession.objects.create(user=bruker, ip="127.0.0.1", session_key=annen.session.session_key)
    gammel = klient.session.session_key
    for_bekreftelsen = klient.cookies["okt"].value
    klient.get(reverse("konto"))
    assert klient.session.session_key == gammel
    _bekreft(klient, bruker, reverse("konto"))
    ny = klient.session.session_key
    assert ny != gammel
    assert klient.get(reverse("konto")).status_code == 200
    tyv = Client()
    tyv.cookies["okt"] = for_bekreftelsen
    assert tyv.get(reverse("konto")).status_code == 302
    nokler = set(UserSession.objects.values_list("session_key", flat=True))
    assert nokler == {ny, annen.session.session_key}
    assert annen.get(reverse("konto")).status_code == 200


def test_en_feil_kode_bytter_ikke_nokkelen():
    klient = logg_inn(lag_redaktor())
    gammel = klient.session.session_key
    klient.post(reverse("mfa_reauthenticate"), {"code": "000000", "next": "/"})
    assert klient.session.session_key == gammel


@pytest.mark.parametrize("passord", ["trikk-lampe-ugle-brev"])
def test_en_fast_oktnokkel_byttes_ved_innlogging(client, passord):
    bruker = lag_bruker("fast@eksempel.no")
    bruker.set_password(passord)
    bruker.save()
    client.get(reverse("account_login"))
    okt = client.session
    okt["noe"] = 1
    okt.save()
    client.cookies["okt"] = fast = okt.session_key.nokkel
    assert (
        client.get(reverse("account_login")).wsgi_request.session["noe"] == 1
    )  # økten tyven kjenner, er i bruk
    client.post(reverse("account_login"), {"login": bruker.epost, "password": passord})
    assert client.get(reverse("konto")).status_code == 200
    assert client.session.session_key != okt.session_key
    tyv = Client()
    tyv.cookies["okt"] = fast
    assert tyv.get(reverse("konto")).status_code == 302


def test_oktlisten_krever_ny_bekreftelse():
    """Den som får tak i en åpen økt, ser ikke de andre og kan ikke kaste eieren ut."""
    bruker = lag_bruker("kari@eksempel.no")
    eier, annen = logg_inn(bruker), logg_inn(bruker)
    rad = UserSession.objects.create(user=bruker, ip="127.0.0.1", session_key=annen.session.session_key)
    side = reverse("usersessions_list")
    assert eier.get(side).status_code == 200
    _eldre(eier, to_trinn=16 * 60)
    for svar in (eier.get(side), eier.post(side, {"session": rad.pk})):
        assert svar["Location"].startswith(reverse("konto_bekreft"))
    assert annen.get(reverse("konto")).status_code == 200
