"""Alle adressene portalen har, med levende verdier for delene i dem. En ny adresse uten verdi feller testen."""

import inspect
import re
from dataclasses import dataclass

from django.urls import get_resolver
from django.urls.resolvers import LocalePrefixPattern, URLResolver
from django.utils import timezone

from entreprenorer.models import Ideutkast
from kommuner.models import Veiviserutkast
from veier.utkast.handlinger import del_utkast, lagre_steg, start_utkast

IDE = {
    "tittel": ["Minnekoffert"],
    "problem": ["Personer med demens på sykehjem kjeder seg."],
    "losning": ["Vi vil teste en koffert på to avdelinger."],
}
BEHOV = {"tittel": ["Eldre som spiser alene"], "problem": ["Hjemmeboende eldre er ensomme."], "losning": [""]}
# Slugger som finnes, per adresse. Nøklene lages av ``lag_utkast``.
SLUGGER = {
    "modell": "pilotavtale",
    "mal": "pilotavtale",
    "mal_fil": "pilotavtale",
    "eksempel": "jodacare-i-trondheim",
    "gjor_som_dem": "jodacare-i-trondheim",
    "tema": "demens",
    "tilskudd_ordning": "konfliktradet-slt",
    "offentlig": "oslo-kommune",
    "offentlig_aret": "oslo-kommune",
    "offentlig_fortalt": "oslo-kommune",
    "artikkel": "kjop-eller-tilskudd",
    "om_side": "personvern",
    "veiviser_sak": "saksframlegg",
    "veiviser_delt_sak": "saksframlegg",
}
FORMATER = {"format": "pdf"}
# Adressene til det som hører til noen; verdiene står i ``verden.lag_verden``.
ANDRES = {
    "entreprenor", "entreprenor_overta", "offentlig_administrator", "redaktor_invitasjon", "konto_stopp_bytte", "epost_av",
    "mfa_edit_webauthn", "mfa_remove_webauthn", "personvern_hent",
    "ide", "ide_liste", "ide_ny", "ide_synlighet", "ide_deling", "ide_treff", "ide_arbeid", "virkning", "virkning_liste", "virkning_ny",
    "behov_treff", "behov_for_oss", "behov_treff_csv", "behov_medeiere", "behov_medeier_svar", "behov_for_oss_csv",
    "behov_inviter", "behov_inviter_noen", "invitasjonsvalg", "invitasjoner_av",
    "behov", "behov_liste", "behov_ny", "behov_arbeid", "behov_tilstand",
    "offentlig_kontakter", "offentlig_kontakt_felles", "offentlig_kontakt_rolle", "offentlig_kontakter_stemmer", "kontaktnavn_fjern",
    "offentlig_kontakter_csv", "offentlig_kontakter_fra_fil", "offentlig_kontakter_angre",
    "offentlig_utvalgene", "offentlig_utvalget", "offentlig_utvalget_fil", "offentlig_snakket",
    "behov_sporsmal", "behov_sporsmal_svar", "behov_sporsmalene", "behov_vi_ogsa", "behov_spor", "behov_spor_bekreft",
    "utvalg", "utvalg_slett", "utvalg_fil", "utvalg_delt", "utvalg_delt_fil",
    "regelforslag", "redaksjon_epost_igjen", "redaksjon_innpost", "redaksjon_kontrollert", "redaksjon_melding", "redaksjon_samtalen",
    "profil", "profil_logo", "entreprenor_logo", "eksempel_bilde", "ideer_for_oss",
    "referanser", "referanse_trekk", "referanse_svar_lenke", "referanse_lenke", "referanse_bekreft",
    "samtale", "samtale_bekreft",
    "innmelding", "innmelding_bekreft", "meld_inn_steg", "meld_inn_slett", "sakspart", "redaksjon_parter",
    "samtale_ny", "samtale_ny_offentlig", "samtale_trad", "samtale_lest", "samtale_handling", "mottaker", "mottaker_handling",
    "samtale_vedlegg", "mottaker_vedlegg", "samtale_arkiv", "mottaker_arkiv", "samtale_arkivfil", "mottaker_arkivfil",
    "samtale_skjermet", "mottaker_skjermet", "samtale_mote", "mottaker_mote", "samtale_fortalt",
    "mottaker_lenken",
    "samarbeid", "samarbeid_nytt", "samarbeid_spurt", "samarbeid_handling", "samarbeid_handling_del",
    "samarbeid_sluttrapport", "samarbeid_sluttrapport_fil", "samarbeid_avtaleutkast", "samarbeid_avtaleutkast_fil",
    "varsel_bekreft", "varsel_av", "varslene_uten_konto", "kalenderfil",
    "referanser_til_svar", "referanse_svar_medlem",
    *(f"{flyt}_{del_}" for flyt in ("profil", "ide", "virkning", "behov") for del_ in (
        "steg", "vis", "send", "trekk", "forkast", "ta_ned", "historikk", "gjenopprett",
    )),
    *(f"{flyt}_{del_}" for flyt in ("ide", "virkning", "behov") for del_ in ("dupliser", "arkiver", "slett")),
    *(f"{slag}_{navn}" for slag in ("entreprenor", "offentlig") for navn in (
        "medlemmer", "inviter", "trekk", "svar", "medlemsrolle", "fjern", "bli_med", "trekk_foresporsel", "invitasjon",
    )),
}  # fmt: skip
TILFELDIG = {
    "slug": "finnes-ikke", "del_": "finnes-ikke", "utgave": 0, "nummer": 1, "fil": "finnes-ikke",
    "ref": "00000000-0000-4000-8000-000000000000", "nokkel": "x" * 43, "kode": "x" * 43, "pk": 0,
    "referanse": "AAAA-AAAA", "nr": 1, "slag": "finnes-ikke",
    "rolle": "finnes-ikke", "entreprenor": "finnes-ikke", "format": "pdf", "mal": "finnes-ikke",
}  # fmt: skip


@dataclass(frozen=True)
class Adresse:
    """Et adressemønster: navnet, ruten, delene i den, og visningen."""

    navn: str
    rute: str
    deler: tuple[str, ...]
    visning: object

    def sti(self, verdier):
        """Ruten med verdiene satt inn slik de er (alt kodet av den som kaller)."""
        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda m: str(verdier[m[1]]), self.rute)


def alle_adresser():
    """Portalens egne adresser; Djangos redaksjon er ikke med."""
    ut = []

    def samle(monstre, foran):
        for monster in monstre:
            rute = foran + ("" if isinstance(monster.pattern, LocalePrefixPattern) else str(monster.pattern))
            if isinstance(monster, URLResolver):
                if monster.app_name != "admin":
                    samle(monster.url_patterns, rute)
            else:
                deler = tuple(re.findall(r"<(?:\w+:)?(\w+)>", rute))
                ut.append(Adresse(monster.name, rute, deler, monster.callback))

    samle(get_resolver().url_patterns, "")
    return ut


def lag_utkast():
    """Ett delt utkast av hvert slag, med steder og beløp."""
    ide = start_utkast(Ideutkast, steg="ideen", svar=IDE)
    lagre_steg(ide, steg="sted", svar={"omrader": ["5001", "4626"], "sok": [""]})
    lagre_steg(ide, steg="penger", svar={"arlig_belop": ["150 000"], "varighet_ar": ["0.5"]})
    behov = start_utkast(Veiviserutkast, steg="behovet", svar=BEHOV)
    lagre_steg(behov, steg="sted", svar={"omrader": ["5001"], "sok": [""]})
    return {"prov": del_utkast(ide), "veiviser": del_utkast(behov)}


def levende(adresse, utkast, verden=None, **egne):
    """Verdiene som gir en side som finnes. Uten ``verden`` står det tilfeldige verdier for andres objekter."""
    if adresse.navn == "entreprenor" and verden is None:
        return {"slug": "jodacare"} | egne
    if adresse.navn in ANDRES:
        fylte = (verden.verdier if verden else {}).get(adresse.navn, {})
        return {del_: egne.get(del_, fylte.get(del_, TILFELDIG[del_])) for del_ in adresse.deler}
    verdier = {
        "nummer": 1,
        "slag": "sider",
        "liste": "entreprenorer",
        "ar": timezone.localdate().year,
        **FORMATER,
    }
    if "provider_id" in adresse.deler:
        verdier["provider_id"] = "idporten"
    if "slug" in adresse.deler:
        verdier["slug"] = SLUGGER[adresse.navn]
    if "nokkel" in adresse.deler:
        slag = utkast["veiviser" if adresse.navn.startswith("veiviser") else "prov"]
        verdier["nokkel"] = slag.delenokkel if "delt" in adresse.navn else slag.nokkel
    if "kvittering" in adresse.deler:
        from django.core import signing

        from samarbeid.henvendelser.handlinger import send_henvendelse
        from samarbeid.henvendelser.views import KVITTERING

        verdier["kvittering"] = signing.dumps(
            send_henvendelse(emne="annet", tekst="Hei <b>du</b>").pk, salt=KVITTERING
        )
    verdier |= egne
    return {del_: verdier[del_] for del_ in adresse.deler}


def parametre(adresse):
    """Navnene visningen leser fra adressen (GET) og fra skjemaet (POST), slik koden selv sier det."""
    kilde = inspect.getsource(inspect.unwrap(adresse.visning))
    get = re.findall(r"GET\.get(?:list)?\(\"(\w+)\"", kilde)
    post = re.findall(r"POST\.get(?:list)?\(\"(\w+)\"", kilde)
    return tuple(dict.fromkeys(get)), tuple(dict.fromkeys(post))
