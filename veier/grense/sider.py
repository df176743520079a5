"""Grensen hver side har. Navnet er adressens navn.

En side uten konto som ikke er nevnt, har grensen for oppslag; slik er en ny side vernet fra første dag. ``SIDER`` har dem som
sender, skriver eller lager filer, og ``UTEN_GRENSE`` dem som ikke trenger noen, med grunnen.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import ResolverMatch

from veier.grense.regler import MINUTT, TIME, Regel


@dataclass(frozen=True, slots=True)
class Sidegrense:
    """``bare_post``: å lese siden teller ikke. ``per_bruker``: den innloggede telles, ikke stedet."""

    regel: Regel
    bare_post: bool = False
    per_bruker: bool = False


SKRIVING = Regel(
    "skriving", 3000, 10 * MINUTT,
    "Forslag og terskler mens noen skriver: en klasse på 24 som skriver samtidig, er 24 i sekundet en liten stund.",
)  # fmt: skip
DOKUMENT = Regel(
    "dokument",
    120,
    10 * MINUTT,
    "PDF og DOCX koster mest: fem til hver på et møte med 24, så én hvert femte sekund.",
)
TABELL = Regel("tabell", 60, 10 * MINUTT, "Hele katalogen som fil; den trengs sjelden mer enn én gang.")
OPPSLAG = Regel(
    "oppslag_sider",
    1200,
    10 * MINUTT,
    "Søk, lister, kart og svar som regnes ut: to i sekundet, som en søkemotor.",
)
INNGANG = Regel(
    "inngang",
    600,
    TIME,
    "Skjemaene rundt innlogging, per sted: en hel etat bak én adresse på den første dagen.",
)
NY_KONTO = Regel("ny_konto", 60, TIME, "Nye kontoer fra ett sted: to klasser på en time.")
EGEN_KONTO = Regel("egen_konto", 20, TIME, "Endringer i egen konto, per bruker.")
NY_BEKREFTELSE = Regel("ny_bekreftelse", 10, 10 * MINUTT, "Bekreft at det er deg, per bruker.")
UTKAST = Regel("utkast", 3000, 10 * MINUTT, "Lagring av utkast mens noen skriver, ett sted: som forslagene.")
SVAR = Regel("svar_pa_lenke", 60, 10 * MINUTT, "Svar på en lenke fra en e-post, per sted.")
SAMTALEKODE = Regel("samtalekode", 5, TIME, "Koder til postkassen en samtale er sendt til, per lenke.")
NY_SAMTALE = Regel(
    "ny_samtale", 60, TIME, "Skjemaet for en første melding, per bruker: forhåndsvisninger og rettelser."
)
SPORSMAL = Regel(
    "sporsmal", 20, 24 * TIME, "Spørsmål til ett behov fra ett sted: køen skal ikke fylles av én."
)
I_SAMTALE = Regel("i_samtale", 120, TIME, "Det en innlogget skriver og gjør i samtalene sine.")
INVITERER = Regel("inviterer", 30, TIME, "Invitasjoner til behov, per bruker: å velge, se over og sende.")
I_SAMARBEID = Regel("i_samarbeid", 240, TIME, "Det en innlogget skriver og gjør i samarbeidene sine.")

_SKRIVING = Sidegrense(SKRIVING)
_DOKUMENT = Sidegrense(DOKUMENT)
_TABELL = Sidegrense(TABELL)
_OPPSLAG = Sidegrense(OPPSLAG)
_INNGANG = Sidegrense(INNGANG, bare_post=True)
_EGEN = Sidegrense(EGEN_KONTO, bare_post=True, per_bruker=True)
_BEKREFT = Sidegrense(NY_BEKREFTELSE, bare_post=True, per_bruker=True)
_UTKAST = Sidegrense(UTKAST, bare_post=True)
_SVAR = Sidegrense(SVAR, bare_post=True)
_NY_SAMTALE = Sidegrense(NY_SAMTALE, bare_post=True, per_bruker=True)
_I_SAMARBEID = Sidegrense(I_SAMARBEID, bare_post=True, per_bruker=True)
_I_SAMTALE = Sidegrense(I_SAMTALE, bare_post=True, per_bruker=True)

SIDER: dict[str, Sidegrense] = {
    # Mens noen skriver
    "prov_forslag": _SKRIVING,
    "prov_terskler": _SKRIVING,
    "gjor_som_dem": _UTKAST,
    "meld_inn": _UTKAST,
    "meld_inn_steg": _UTKAST,
    "meld_inn_slett": _UTKAST,
    "innmelding": _UTKAST,
    "prov": _UTKAST,
    "prov_steg": _UTKAST,
    "prov_del": _UTKAST,
    "prov_slett": _UTKAST,
    "prov_rett": _UTKAST,
    "veiviser": _UTKAST,
    "veiviser_steg": _UTKAST,
    "veiviser_del": _UTKAST,
    "veiviser_slett": _UTKAST,
    # Dokumenter og filer
    "mal_fil": _DOKUMENT,
    "prov_fil": _DOKUMENT,
    "prov_side": _DOKUMENT,
    "prov_delt_side": _DOKUMENT,
    "veiviser_fil": _DOKUMENT,
    "veiviser_side": _DOKUMENT,
    "veiviser_delt_fil": _DOKUMENT,
    "veiviser_delt_side": _DOKUMENT,
    "prov_delt_fil": _DOKUMENT,
    "veiviser_sak": _DOKUMENT,
    "veiviser_delt_sak": _DOKUMENT,
    "samtale_fortalt": _I_SAMTALE,
    "samtale_mote": _DOKUMENT,
    "mottaker_mote": _DOKUMENT,
    "samtale_skjermet": _I_SAMTALE,
    "mottaker_skjermet": _SVAR,
    "samtale_arkiv": _I_SAMTALE,
    "mottaker_arkiv": _SVAR,
    "samtale_arkivfil": _DOKUMENT,
    "mottaker_arkivfil": _DOKUMENT,
    "tall_rapport": _DOKUMENT,
    "tall_csv": _TABELL,
    "samtale_vedlegg": _DOKUMENT,
    "mottaker_vedlegg": _DOKUMENT,
    "samarbeid_sluttrapport_fil": _DOKUMENT,
    "samarbeid_avtaleutkast_fil": _DOKUMENT,
    "entreprenorer_csv": _TABELL,
    "eksempler_csv": _TABELL,
    "offentlige_csv": _TABELL,
    "utvalg_delt_fil": _TABELL,
    # Innlogging og konto
    "account_login": _INNGANG,
    "account_request_login_code": _INNGANG,
    "account_confirm_login_code": _INNGANG,
    "account_reset_password": _INNGANG,
    "account_confirm_password_reset_code": _INNGANG,
    "account_complete_password_reset": _INNGANG,
    "account_email_verification_sent": _INNGANG,
    "account_logout": _INNGANG,
    "mfa_authenticate": _INNGANG,
    "mfa_login_webauthn": _INNGANG,
    "porten_login": _INNGANG,
    "porten_callback": Sidegrense(INNGANG),
    "socialaccount_signup": _INNGANG,
    "account_signup": Sidegrense(NY_KONTO, bare_post=True),
    "account_change_password": _EGEN,
    "account_set_password": _EGEN,
    "account_email": _EGEN,
    "account_reauthenticate": _BEKREFT,
    "mfa_reauthenticate": _BEKREFT,
    "mfa_reauthenticate_webauthn": _BEKREFT,
    # Lenker fra e-post
    "konto_stopp_bytte": _SVAR,
    "innmelding_bekreft": _SVAR,
    "sakspart": _SVAR,
    "referanse_svar_lenke": _SVAR,
    "entreprenor_invitasjon": _SVAR,
    "offentlig_invitasjon": _SVAR,
    "epost_av": _SVAR,
    "referanse_bekreft": _SVAR,
    "kontaktnavn_fjern": _SVAR,
    "behov_spor": _SVAR,
    "behov_spor_bekreft": _SVAR,
    "mottaker_handling": _SVAR,
    "mottaker_lenken": _SVAR,
    "samtale_ny_lenke": _SVAR,
    "samtale_ny": _NY_SAMTALE,
    "samtale_ny_offentlig": _NY_SAMTALE,
    "samtale_handling": _I_SAMTALE,
    "samtale_lest": _I_SAMTALE,
    "samarbeid_nytt": _I_SAMTALE,
    "samarbeid_spurt": _I_SAMARBEID,
    "samarbeid_handling": _I_SAMARBEID,
    "samarbeid_handling_del": _I_SAMARBEID,
    "behov_inviter": Sidegrense(INVITERER, bare_post=True, per_bruker=True),
    "behov_inviter_noen": Sidegrense(INVITERER, bare_post=True, per_bruker=True),
    "invitasjoner_av": _SVAR,
    "samtale": _SVAR,
    "samtale_bekreft": _SVAR,
    "varsel_bekreft": _SVAR,
    "varsel_av": _SVAR,
    "varslene_uten_konto": _SVAR,
    "kontakt": _SVAR,  # selve meldingene har en egen, trangere grense
}

_LEST = "viser rader som er lest ferdig på forhånd, uten søk eller utregning"
_FAST = "en fast tekst"
UTEN_GRENSE: dict[str, str] = {
    **dict.fromkeys(
        ("forside", "vi_har_et_behov", "behov", "eksempel", "entreprenor", "ide", "modell", "mal", "maler"),
        _LEST,
    ),
    **dict.fromkeys(("andre_steder", "artikkel", "forsta", "ordbok", "om", "om_side", "stilark"), _FAST),
    **dict.fromkeys(("account_inactive", "account_password_reset_completed"), _FAST),
    **dict.fromkeys(("socialaccount_login_cancelled", "socialaccount_login_error"), _FAST),
    **dict.fromkeys(
        ("robots", "security_txt", "nettkart", "nettkart_del", "kartbilde", "ikon"),
        "en fil som lages én gang",
    ),
    **dict.fromkeys(("varsel_sendt", "varsel_stoppet"), _FAST),
    "kontakt_sendt": "kvitteringen er signert, og viser én setning",
    **dict.fromkeys(("entreprenor_logo", "eksempel_bilde"), "en ferdig fil"),
    "postkassen": "finnes bare i en lokal kjøring, for den som sitter ved maskinen",
    "helse": "lastfordeleren må alltid få svar",
    "helse_drift": "overvåkingen må alltid få svar, og siden har sin egen nøkkel",
}


def grense_for(treff: ResolverMatch | None) -> Sidegrense | None:
    """Grensen på siden, eller None når den ikke har noen. En side som krever innlogging, har bare den som står i ``SIDER``."""
    if treff is None:
        return None
    apen = not getattr(treff.func, "login_required", True)
    ellers = _OPPSLAG if apen and treff.view_name not in UTEN_GRENSE else None
    return SIDER.get(treff.view_name, ellers)
