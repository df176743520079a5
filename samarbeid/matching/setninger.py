"""Setningene og ordene grunnene blir til, for begge sider. Meldinger til oversettelse; settes sammen i ``forklaring``."""

from __future__ import annotations

from samarbeid.matching.virksomhetsord import meldinger as virksomhetsordene

ORD: dict[str, dict[str, str]] = {
    "modenhet": {
        "ide": "Idé",
        "prototype": "Første utgave",
        "testet": "Prøvd hos én eller to",
        "drift": "I bruk hos flere",
        "skalering": "Klar for å spres",
    },
    "organisasjonsform": {
        "AS": "Aksjeselskap",
        "IDEELT_AS": "Ideelt aksjeselskap",
        "STI": "Stiftelse",
        "FLI": "Forening, lag eller frivillig organisasjon",
        "SA": "Samvirkeforetak",
        "ENK": "Enkeltpersonforetak",
        "IKKE_REGISTRERT": "Ikke registrert ennå",
        "ANNET": "Noe annet",
    },
    "tjenestetype": {
        "helse_sosial": "Helse- og sosialtjeneste",
        "opplaering": "Opplæring og kurs",
        "arbeid": "Arbeid og arbeidstrening",
        "fritid": "Fritid og kultur",
        "produkt": "Produkt",
        "digital": "Digital løsning",
        "kunnskap": "Kunnskap og råd",
        "nettverk": "Nettverk og møteplass",
        "annet": "Noe annet",
    },
    "finnes_fra_for": {"ja": "Ja, andre tilbyr noe lignende", "nei": "Nei, dette er nytt", "vet_ikke": "Vet ikke"},
    "effektdokumentasjon": {
        "ingen": "Ikke målt",
        "egne_tall": "Målt av oss selv",
        "ekstern": "Målt av andre på oppdrag",
        "forskning": "Uavhengig forskning",
    },
    "kostnadsslag": {
        "ett_kjop": "Ett kjøp, eller en prøve som tar slutt",
        "eksisterende_ordning": "Penger fra en ordning som finnes",
        "ny_fast_kostnad": "En ny kostnad hvert år framover",
        "vet_ikke": "Vet ikke",
    },
    "hvem_sparer": {
        "samme_virksomhet": "Den virksomheten som betaler",
        "annen_offentlig": "En annen del av det offentlige",
        "stat": "Staten",
        "ingen": "Ingen sparer penger",
        "vet_ikke": "Vet ikke",
    },
    "styres_av": {"oss": "Vi selv", "det_offentlige": "Det offentlige", "vet_ikke": "Vet ikke"},
    "situasjon": {
        "i_skole": "Går på skolen",
        "sluttet_i_skole": "Har sluttet på skolen",
        "utenfor_alt": "Verken i skole, opplæring eller arbeid",
        "i_jobb": "Er i arbeid",
        "vet_ikke": "Vet ikke",
    },
    "i_dag": {
        "i_skole": "går på skolen",
        "sluttet_i_skole": "har sluttet på skolen",
        "utenfor_alt": "er verken i skole, opplæring eller arbeid",
        "i_jobb": "er i arbeid",
    },
    "utbytte": {"ja": "Kan ta ut utbytte", "nei": "Tar ikke ut utbytte"},
    "niva": {"kommune": "Kommune", "fylkeskommune": "Fylkeskommune", "nav": "Nav", "stat": "Stat"},
    "likhet": {
        "fylke": "Samme fylke",
        "storrelse": "Om lag like mange innbyggere",
        "sentralitet": "Like sentral",
    },
    "tilskuddsstatus": {
        "kan_sokes": "Kan søkes nå",
        "neste_gang": "Neste gang",
        "verdt_a_sporre": "Verdt å spørre om",
        "ikke_for_dere": "Ikke for dere",
    },
    "varighetsramme": {"kort": "i inntil ett år", "lang": "i mer enn ett år"},
    "maned": {
        "1": "januar", "2": "februar", "3": "mars", "4": "april", "5": "mai", "6": "juni", "7": "juli",
        "8": "august", "9": "september", "10": "oktober", "11": "november", "12": "desember",
    },
    "passer": {"ja": "Passer godt", "delvis": "Kan passe", "nei": "Passer neppe"},
}  # fmt: skip

STYRER_OFFENTLIG = {
    "oss": "dem som gjør arbeidet",
    "det_offentlige": "dere",
    "vet_ikke": "noen dere ikke har valgt ennå",
}

NIVA_I_SETNING = {
    "kommune": "kommunen",
    "fylkeskommune": "fylkeskommunen",
    "nav": "Nav",
    "stat": "staten",
}

NIVA_VANLIG = {
    "kommune": "en kommune",
    "fylkeskommune": "en fylkeskommune",
    "nav": "Nav",
    "stat": "staten",
}

FELTNAVN = {
    "tittel": "Navn på ideen",
    "problem": "Problemet",
    "losning": "Løsningen",
    "tema": "Tema",
    "malgruppe": "Målgruppe",
    "modenhet": "Hvor langt er dere kommet?",
    "organisasjonsform": "Organisasjonsform",
    "utbytte": "Utbytte",
    "frivillighetsregisteret": "Frivillighetsregisteret",
    "arlig_belop": "Beløp i året",
    "varighet_ar": "Varighet",
    "tjenestetype": "Hva slags tilbud er det?",
    "finnes_fra_for": "Finnes noe lignende?",
    "effektdokumentasjon": "Hva vet dere om virkningen?",
    "kostnadsslag": "Pengene",
    "hvem_sparer": "Hvem får mindre utgifter hvis det virker?",
    "styres_av": "Hvem bestemmer innholdet i detalj?",
    "omrader": "Sted",
    "alder_fra": "Alder",
    "alder_til": "Alder",
    "situasjon": "Hva gjør de unge i dag?",
    "lovpalagt": "Lovpålagt oppgave",
    "vedtak": "Vedtak",
    "avtale": "Avtale fra før",
    "penger": "Penger i årets budsjett",
    "eier": "Hvem eier behovet?",
}

# kode → (setning til entreprenøren, setning til det offentlige). Én setning gjelder begge.
SETNINGER: dict[str, tuple[str, str]] = {}


OSLOS_SKOLER = "oslos_skoler"  # navnene rollene har der: de andre i byrådets trapp er de samme


def _s(kode: str, entreprenor: str, offentlig: str = "") -> None:
    SETNINGER[kode] = (entreprenor, offentlig or entreprenor)


_s("onske", "Dere skriver «{ord}».", "De skriver «{ord}».")
_s(
    "modenhet_passer",
    "Dere er kommet så langt som modellen er laget for: {verdi_liten}.",
    "Løsningen er kommet så langt som modellen er laget for: {verdi_liten}.",
)
_s("modenhet_kan_passe", "«{verdi}» kan være nok, men det er ikke det vanlige for denne modellen.")
_s(
    "modenhet_passer_ikke",
    "«{verdi}» er ikke stedet å begynne med denne modellen. Den er for: {passer}.",
)
_s("verdi_passer", "Summen er {total}. Denne formen brukes til summer {ramme}.")
_s("uten_betaling", "Ingen skal betale, og modellen er uten betaling.")
_s("verdi_naer", "Summen er {total}. Det er like utenfor det modellen vanligvis er for: summer {ramme}.")
_s(
    "verdi_mellom_grenser",
    "Summen er {total}. Det er mellom dagens grense og en grense som er foreslått, så begge kan bli aktuelle.",
)
_s("verdi_passer_ikke", "Summen er {total}. Denne formen brukes til summer {ramme}.")
_s("verdi_ingen_betaling", "Ingen skal betale for dette, og modellen er for noe det betales for.")
_s("organisasjonsform_passer", "Organisasjonsformen passer: {verdi_liten}.")
_s("organisasjonsform_passer_ikke", "Modellen er ikke for {verdi_liten}. Den er for: {passer}.")
_s("utbytte_passer", "Dere tar ikke ut utbytte.", "Virksomheten tar ikke ut utbytte.")
_s("utbytte_passer_ikke", "Modellen er for virksomheter som ikke tar ut utbytte.")
_s("tjenestetype_passer", "Modellen brukes til slike tilbud: {verdi_liten}.")
_s("tjenestetype_passer_ikke", "Modellen brukes sjelden til «{verdi}». Den er for: {passer}.")
_s("finnes_passer", "Svaret «{verdi}» passer med modellen.")
_s("finnes_passer_ikke", "Svaret «{verdi}» passer ikke: modellen er for det motsatte.")
_s("sparer_passer", "Den som får mindre utgifter, er: {verdi_liten}. Det taler for modellen.")
_s("sparer_passer_ikke", "Den som får mindre utgifter, er: {verdi_liten}. Det taler mot modellen.")
_s(
    "effekt_passer",
    "Det dere vet om virkningen, er nok her: {verdi_liten}.",
    "Det de vet om virkningen, er nok her: {verdi_liten}.",
)
_s(
    "effekt_passer_ikke",
    "Modellen krever ofte mer enn «{verdi_liten}» om virkningen, eller noe annet enn det.",
)
_s(
    "styres_passer",
    "Innholdet bestemmes av: {verdi_liten}. Det passer med modellen.",
    "Innholdet bestemmes av {styrer}. Det passer med modellen.",
)
_s(
    "styres_passer_ikke",
    "Innholdet bestemmes av: {verdi_liten}. Da er dette som regel et kjøp, ikke et tilskudd.",
    "Innholdet bestemmes av {styrer}. Da er dette som regel et kjøp, ikke et tilskudd.",
)
_s("tema_passer", "Modellen brukes ofte når det gjelder {tema}.")
_s("tema_passer_ikke", "Modellen brukes sjelden når det gjelder {tema}.")
_s("varighet_passer", "Modellen brukes vanligvis {varighetsramme}, og her er det {varighet}.")
_s("varighet_passer_ikke", "Modellen brukes vanligvis {varighetsramme_ellers}, og her er det {varighet}.")
_s("uklart_behov", "Vi vet ikke ennå hva det gjelder, og da er det nyttig å finne ut av det sammen.")
_s(
    "hos_enheten",
    "Dere gjør noe hos en enhet som betaler for det, og da er det vanligvis et kjøp.",
    "De gjør noe hos en enhet som betaler for det, og da er det vanligvis et kjøp.",
)
_s(
    "ber_om_tilskudd",
    "Dere ber om støtte til noe dere selv bestemmer over, og det er ikke et kjøp.",
    "De ber om støtte til noe de selv bestemmer over, og det er ikke et kjøp.",
)
_s(
    "lite_taler_for",
    "Lite av det vi vet, taler for denne modellen. Den passer når dette stemmer: {passer_nar}",
)
_s("niva_bruker_ikke", "Modellen er for {nivaer_navn}, og dette bestemmes ikke der.")
_s("koster_penger", "Modellen er uten penger, og her skal det betales for noe.")
_s("tar_slutt", "Modellen tar slutt, og her spørres det om en ny kostnad hvert år.")
_s("kostnad_passer", "Modellen brukes til slike penger: {verdi_liten}.")
_s("kostnad_passer_ikke", "Modellen brukes sjelden til slike penger: {verdi_liten}.")
_s("modell_er_for", "Modellen passer når dette stemmer: {passer_nar}")

_s(
    "mangler_onske",
    "Løsningen: si om dere ønsker «{modell_liten}». Da vet vi om modellen passer.",
    "Skriv om «{modell_liten}» er noe for dere. Da vet vi om modellen passer.",
)
# Det den offentlige siden ikke kan svare på selv, men kan spørre om.
_SPOR = {
    "modenhet": "finn ut hvor langt løsningen er kommet",
    "organisasjonsform": "spør hva slags virksomhet som kan gjøre det",
    "utbytte": "spør om eierne kan ta ut utbytte",
    "frivillighetsregisteret": "spør om de står der",
    "finnes_fra_for": "si om noen tilbyr dette i dag",
    "effektdokumentasjon": "spør hva de vet om virkningen",
    "styres_av": "si om dere vil bestemme innholdet",
    "omrader": "velg kommunen eller fylket det gjelder",
}
for _felt, _hva in {
    "modenhet": "si hvor langt dere er kommet",
    "arlig_belop": "si hva det koster i året",
    "varighet_ar": "si hvor lenge avtalen skal vare",
    "organisasjonsform": "si om dere er AS, forening, stiftelse eller noe annet",
    "utbytte": "si om eierne kan ta ut utbytte",
    "frivillighetsregisteret": "si om dere står der",
    "tjenestetype": "velg hva slags tilbud det er",
    "finnes_fra_for": "si om andre tilbyr det samme",
    "kostnadsslag": "si om det er ett kjøp, en ordning som finnes, eller en ny kostnad hvert år",
    "hvem_sparer": "si hvem som får mindre utgifter",
    "effektdokumentasjon": "si hva dere vet om virkningen",
    "styres_av": "si hvem som bestemmer innholdet",
    "tema": "velg et tema, eller beskriv problemet med flere ord",
    "omrader": "velg en kommune eller et fylke, så kan vi si hvem dere kan snakke med",
    "lovpalagt": "si om oppgaven er lovpålagt. Det avgjør hvor mye dere må styre",
    "vedtak": "si om brukerne har vedtak. Da må tjenesten være noe de kan kreve",
    "avtale": "si om dere har en avtale om dette fra før. Den må som regel brukes først",
    "penger": "si om det er penger i årets budsjett. Det avgjør hva dere kan gjøre nå",
    "eier": "si hvem som eier behovet. Uten en eier blir det sjelden noe av",
    "alder_fra": "si hvor gamle de er",
    "situasjon": "si hva de unge gjør i dag. Det avgjør hvem som har ansvaret",
}.items():
    _navn = FELTNAVN[_felt]
    _sporsmal = [f"{_navn}: {hva}." for hva in (_hva, _SPOR.get(_felt, _hva))]
    if _navn.endswith(
        "?"
    ):  # «Hvor langt er dere kommet: si hvor langt dere er kommet» er det samme to ganger
        _sporsmal = [f"{hva[:1].upper()}{hva[1:]}." for hva in (_hva, _SPOR.get(_felt, _hva))]
    _s(f"mangler_{_felt}", *_sporsmal)
_s(
    "mangler_alder_avgjor",
    "Alder: si hvor gamle de er. Det avgjør om det er kommunen, fylkeskommunen eller Nav som har ansvaret.",
)
_s(
    "mangler_soker",
    "Organisasjonsform: deres form kan ikke søke selv. Finn en kommune eller ideell virksomhet som søker sammen med dere.",
)
_s(
    "motstrid",
    "{feltnavn}: svaret deres er et annet enn det teksten sier («{ord}»). Vi har brukt svaret.",
)

_s(
    "engelsk",
    "Teksten er på engelsk. Vi leser sted, beløp og alder i den, men resten må stå på norsk for at svaret skal treffe.",
)
_s("sted_flere", "«{ord}» kan være flere steder: {steder_navn}. Velg hvilket.")

_s("niva_har_ansvar", "{niva_stor} har ansvar når det gjelder {tema}.")
_s("niva_nevnt", "Teksten nevner {niva_navn}.")
_s("alder_avgjor", "Alderen ({fra}–{til} år) avgjør hvem som har ansvaret.")
_s("situasjon_avgjor", "De {situasjon_navn}. Det avgjør hvem som har ansvaret.")
_s(
    "sted",
    "Dere har valgt et sted som {part} har ansvar for.",
    "Tilbudet gjelder et sted dere har ansvar for.",
)
_s(
    "sted_nevnt",
    "Dere skriver «{ord}», og der har {part} ansvaret.",
    "De skriver «{ord}», og der har dere ansvaret.",
)
_s("merknad", "{tekst}")
_s("liten_kommune", "I en liten kommune har samme person ofte flere av rollene.")
_s(
    "enhet_nevnt",
    "Teksten nevner noe {rolle_navn} har ansvaret for.",
    "Teksten nevner noe {rolle_navn} har ansvaret for.",
)
_s("dorer_for_alle", "Vi vet ikke hvilken enhet dette gjelder. Her er de som kan vise vei i {niva_navn}.")
_s("modellens_dor", "{rolle_navn} {kan}.")
_s(
    "flere_enheter",
    "Dette gjelder flere enheter eller en stor avtale. Da er {rolle_navn} rett sted å begynne.",
)
_s("oslos_skoler", "I Oslo hører skolene til Utdanningsetaten, og rektor møter elevene hver dag.")
_s(
    "lignende_ideer",
    "{rolle_navn} {kan}. Vi foreslår ofte det samme for ideer som ligner på denne.",
    "{rolle_navn} {kan}. Vi foreslår ofte det samme for saker som ligner på denne.",
)
_s("stor_avtale", "En stor avtale. Ta tidlig med {rolle_navn}.")
_s("bidrag", "{niva_stor} bestemmer ikke dette, men kan bidra. Spør {rolle_navn}.")
_s("forste_samtale", "{grunn}")
_s("forste_samtale_rolle", "{rolle_navn} {kan}.")
_s("dorapner", "{rolle_navn} {kan}, og kan vise dere videre.")
_s("beslutter", "{beslutter_setning}")

_s("penger_finnes", "Det er penger til dette i årets budsjett.")
_s(
    "penger_mangler",
    "Det er ikke penger til dette i årets budsjett. Da må pengene komme utenfra, eller vente til neste budsjett.",
)
_s("penger_utenfra", "Modellen kan brukes uten at hele beløpet står i årets budsjett.")
_s("penger_til_noe_lite", "Det som er i budsjettet, kan være nok til å prøve noe lite.")
_s(
    "avtale_finnes",
    "Det finnes en avtale om dette fra før. Da skal den som regel brukes, eller gå ut, før dere kjøper av andre.",
)
_s("avtale_brukes", "Det finnes en avtale om dette fra før, og modellen kan brukes sammen med den.")
_s("vedtak_passer", "Brukerne har vedtak, og modellen er laget for tjenester folk har rett til.")
_s(
    "vedtak_taler_mot",
    "Brukerne har vedtak. Da må dere kunne styre tjenesten, og det passer dårlig med denne modellen.",
)
_s("lovpalagt_passer", "Oppgaven er lovpålagt, og modellen gir en tjeneste dere kan styre og følge opp.")
_s("lovpalagt_taler_mot", "Oppgaven er lovpålagt. Slike midler dekker sjelden det dere alt har plikt til.")
_s(
    "ikke_lovpalagt",
    "Oppgaven er ikke lovpålagt. Da er det vanlig å støtte det andre gjør, eller å søke om penger utenfra.",
)
_s("flere_eier", "Flere enheter eier behovet, og modellen samler dem. Velg én som leder arbeidet.")
_s("annen_eier", "En annen virksomhet eier behovet. Gå gjennom det sammen med den først.")
_s("annen_eier_kjop", "En annen virksomhet eier behovet, og det er som regel den som kjøper.")

_s("tilskudd_uten_tema", "Ordningen nevner ikke dette området. Spør om den gjelder for dere.")
_s("tilskudd_ukontrollert", "Vi har ikke kontrollert vilkårene hos den som forvalter ordningen.")
_s("tilskudd_frist", "Fristen pleier å være i {maned_navn}. Vi har ikke sett at det kan søkes nå.")
_s("tilskudd_ikke_sett", "Vi har ikke sett en utlysning i år. Spør om det kommer en.")
_s("tilskudd_svar_mangler", "Vi vet ikke om alle vilkårene er møtt.")
_s("tilskudd_navngitt", "Dere skriver «{ord}».", "De skriver «{ord}».")
_s("tilskudd_tema", "Ordningen gjelder dette området: {tema}.")
_s("tilskudd_annet_tema", "Ordningen gjelder ikke dette området: {tema}.")
_s("tilskudd_malgruppe", "Ordningen gjelder denne målgruppen: {malgruppe}.")
_s("tilskudd_annen_malgruppe", "Ordningen gjelder ikke denne målgruppen: {malgruppe}.")
_s(
    "tilskudd_kommunen_soker",
    "Det er kommunen som søker. Dere kan være med som partner.",
    "Det er kommunen som søker, gjerne sammen med en entreprenør.",
)
_s("tilskudd_kommunen_kan_soke", "{form_navn} kan ikke søke selv, men kommunen kan.")
_s("tilskudd_form", "{form_navn} kan ikke søke.")
_s("tilskudd_form_passer", "Organisasjonsformen kan søke: {form_navn}.")
_s("tilskudd_utbytte", "Ordningen er for virksomheter som ikke tar ut utbytte.")
_s("tilskudd_uten_utbytte", "Dere tar ikke ut utbytte.")
_s("tilskudd_frivillighetsregisteret", "Søkeren må stå i Frivillighetsregisteret.")
_s("tilskudd_i_frivillighetsregisteret", "Dere står i Frivillighetsregisteret.")
_s("tilskudd_modenhet", "Ordningen er for tilbud som er kommet så langt: {modenhet_navn}.")
_s(
    "tilskudd_drift",
    "Ordningen er for noe nytt, ikke for tilbud som er kommet så langt: {modenhet_navn}.",
)
_s("tilskudd_tjenestetype", "Ordningen dekker ikke dette: {tjenestetype_navn}.")
_s("tilskudd_omrade", "Ordningen gjelder ikke der ideen skal gjennomføres.")
_s("tilskudd_alder", "Ordningen er for alderen {fra}–{til} år.")
_s("tilskudd_alder_passer", "Alderen er innenfor ordningen ({fra}–{til} år).")
_s("tilskudd_ma_prioriteres", "{tekst}")

_s("eksempel_tema", "Samme tema: {tema}.")
_s("eksempel_malgruppe", "Samme målgruppe: {malgruppe}.")
_s("eksempel_modell", "En modell som passer for dere: {modell_navn}.")
_s("eksempel_niva", "Samme nivå: {niva_navn}.")

_SNU = {
    "onske": "Teksten ber ikke om denne formen, for eksempel med ordene «{modell_liten}».",
    "modenhet": "Den passer når løsningen er kommet lenger eller kortere: {passer}.",
    "verdi": "Den passer når samlet verdi er {ramme}.",
    "organisasjonsform": "Den passer for: {passer}.",
    "utbytte": "Den passer når vedtektene sier at det ikke tas ut utbytte.",
    "tjenestetype": "Den passer for: {passer}.",
    "finnes": "Den passer når svaret på om noe lignende finnes, er et annet.",
    "sparer": "Den passer når en annen enn den som betaler, får mindre utgifter.",
    "effekt": "Den passer når virkningen er bedre dokumentert.",
    "styres": "Den passer når dere bestemmer innholdet selv.",
    "tema": "Den passer på andre områder enn dette.",
    "varighet": "Den passer når varigheten er en annen.",
}
_SNU_OFFENTLIG = {
    "onske": "Den passer hvis dere skriver at det er dette dere tenker på: «{modell_liten}».",
    "styres": "Den passer når den som gjør arbeidet, bestemmer innholdet selv.",
}
for _navn, _setning in _SNU.items():
    _s(f"snu_{_navn}", _setning, _SNU_OFFENTLIG.get(_navn, ""))

UTEN_VERDI = {
    "snu_modenhet": "Den passer når vi vet at løsningen er kommet langt nok.",
    "snu_organisasjonsform": "Den passer for enkelte organisasjonsformer. Si hva dere er.",
    "snu_tjenestetype": "Den passer for enkelte typer tilbud. Si hva slags dere har.",
    "snu_verdi": "Den passer for enkelte beløp. Si hva det koster.",
}

_s("e_sted", "Dere dekker {sted_navn}.", "De dekker {sted_navn}.")
_s("e_landet", "Dere dekker hele landet.", "De dekker hele landet.")
_s(
    "e_tema",
    "Dere arbeider med {temanavn}, som virksomheten har ansvar for.",
    "De arbeider med {temanavn}, som dere har ansvar for.",
)
_s("p_tema", "Dere arbeider med {temanavn}.", "De arbeider med {temanavn}.")
_s("p_ord", "Dere skriver også om {ordene}.", "De skriver også om {ordene}.")
_s("p_bare_ord", "Dere skriver om {ordene}.", "De skriver om {ordene}.")
_s("p_malgruppe", "Dere er for {malgruppenavn}.", "De er for {malgruppenavn}.")
_s(
    "p_naer_malgruppe",
    "Dere er for {malgruppenavn}, som er nær dem behovet gjelder.",
    "De er for {malgruppenavn}, som er nær dem behovet gjelder.",
)
_s(
    "p_annen_malgruppe",
    "Det står ikke at dere er for {malgruppenavn}.",
    "Det står ikke at de er for {malgruppenavn}.",
)
_s("p_annet_sted", "Det står ikke at dere dekker {sted_navn}.", "Det står ikke at de dekker {sted_navn}.")
_s(
    "snu_p_annet_sted",
    "Kan dere komme til {sted_navn}, skriver dere det i profilen eller ideen.",
    "Spør om de kan komme til {sted_navn}.",
)
_s(
    "snu_p_annen_malgruppe",
    "Er det også for {malgruppenavn}, skriver dere det i profilen eller ideen.",
    "Spør om tilbudet også kan være for {malgruppenavn}.",
)
_s("e_hos_dere", "Dere har gjort noe for {sted_navn} før.", "De har gjort noe for {sted_navn} før.")
_s(
    "e_hos_lik",
    "Dere har gjort noe for {sted_navn}, som ligner: {likhet_navn}.",
    "De har gjort noe for {sted_navn}, som ligner: {likhet_navn}.",
)
_s("e_niva", "Dere har samarbeidet med {niva_vanlig} før.", "De har samarbeidet med {niva_vanlig} før.")

# Navnet på en rolle der styreformen gir den et annet navn.
ROLLENAVN = {
    ("kommunestyre", "byrad"): "bystyret",
    ("kommunestyre", "bydel"): "bystyret",
    ("byradsavdeling", OSLOS_SKOLER): "Utdanningsetaten",
}
# Det rollen kan, der hun heter noe annet.
ROLLEN_KAN = {("byradsavdeling", OSLOS_SKOLER): "driver skolene i Oslo og inngår avtaler for flere av dem"}

# Én setning for trinnet, og tillegg for det som ville flyttet saken. Alltid «vanligvis»: fullmaktene er lokale.
BESLUTTER = {
    "uten_modell": "Vanligvis bestemmer {rolle}. Modell og beløp avgjør hvem det blir.",
    "selv": "{Rolle} kan vanligvis si ja selv til «{modell}» på {belop}, når det er rom i eget budsjett.",
    "kanskje_lite": "Er det et lite kjøp innenfor eget budsjett, kan {rolle} vanligvis si ja.",
    "uten_penger": "{Rolle} kan vanligvis si ja til «{modell}» selv.",
    "nav": "{Rolle} kan vanligvis si ja til et lokalt forsøk, så langt kontorets egen avtale og kommunale midler rekker.",
    "privat": "En privat virksomhet bestemmer selv over pengene sine. Det er {rolle} eller eieren som sier ja, ikke det offentlige.",
    "selskap": "Selskapet har egne penger og eget styre. {Rolle} sier ja innenfor budsjettet, og styret til det som er større.",
    "lokaler": "{Rolle} avgjør vanligvis lån og leie av lokaler.",
    "innenfor": "For «{modell}» på {belop} bestemmer vanligvis {rolle}, innenfor budsjettet.",
    "uten_belop": "For «{modell}» bestemmer vanligvis {rolle}. Beløpet er ikke oppgitt, og det kan endre hvem det blir.",
    "utvalg": "Ordningens egne regler sier hvem som deler ut pengene. Vanligvis er det {rolle}.",
    "ny_fast": "En ny kostnad hvert år må inn i budsjettet. Administrasjonen foreslår, og {rolle} bestemmer.",
    "ny_statlig": "En ny statlig ordning må inn i statsbudsjettet. Departementet foreslår, og Stortinget vedtar.",
    "prinsipiell": "For «{modell}» bestemmer vanligvis {rolle}, fordi saken er prinsipiell eller binder flere år.",
    "forvalter": "{Rolle} avgjør søknaden etter reglene for ordningen, og bestemmer ikke noe annet.",
}
BESLUTTER_TILLEGG = {
    "ellers": "Ellers går saken til {ellers}.",
    "videre": "Å fortsette etter prøven er en egen sak.",
    "varig": "Trengs det en ny post i budsjettet, bestemmer {varig}.",
    "konkurranse": "Hvem som får oppdraget, avgjøres i konkurransen.",
    "programvare": "Gjelder det programvare, må ofte IT si ja også.",
}
# Det vi kaller virksomhetene med sin egen eier, se beslutning.egne_eiere.
EGNE_EIERE = ("Avfallsselskapet", "Den private barnehagen", "Den private skolen", "Det private sykehjemmet")
FRASER = (
    "Dere har valgt temaet.",
    "Teksten sier {ord}.",
    "Teksten ligner på det vi har skrevet om temaet. Mest veide {ord}.",
    "0 kroner",
    "{belop} i året",
    "{belop} på fire år",
    "inntil {belop}",
    "over {belop}",
    "fra {fra} til {til}",
    "1 uke",
    "{antall} uker",
    "om lag {antall} måneder",
    "{antall} år",
    "{noen} og {siste}",
    "{noen}, og {siste}",
    *EGNE_EIERE,
    *BESLUTTER.values(),
    *BESLUTTER_TILLEGG.values(),
    *ROLLENAVN.values(),
)

# Til den som selv har behovet: det er hun som har skrevet teksten, og hun som skal betale eller støtte.
TIL_BEHOVET = {
    "onske": SETNINGER["onske"][0],
    "enhet_nevnt": SETNINGER["enhet_nevnt"][0],
    "hos_enheten": "Arbeidet gjøres hos en enhet som betaler for det, og da er det vanligvis et kjøp.",
    "ber_om_tilskudd": "Støtten går til noe mottakeren selv bestemmer over, og det er ikke et kjøp.",
}

KODER = frozenset(SETNINGER)


def meldinger() -> list[str]:
    """Alle setninger og ord som oversettes her; de står ikke i gettext-kall fordi modulen er ren."""
    ut = [setning for par in SETNINGER.values() for setning in par]
    ut += [ord_ for valg in ORD.values() for ord_ in valg.values()]
    ut += [
        *FELTNAVN.values(),
        *NIVA_I_SETNING.values(),
        *NIVA_VANLIG.values(),
        *ROLLEN_KAN.values(),
        *STYRER_OFFENTLIG.values(),
        *UTEN_VERDI.values(),
        *FRASER,
        *TIL_BEHOVET.values(),
        *virksomhetsordene(),
    ]
    return list(dict.fromkeys(ut))
