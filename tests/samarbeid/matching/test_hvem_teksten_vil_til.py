"""Hvem en tekst vil til: enheten den nevner, nivået den er skrevet til, og hva som er kjøp og hva som er støtte."""

import pytest

from samarbeid.matching.forklaring import Forklarer
from samarbeid.matching.kontrakt import les_ide
from samarbeid.matching.maling import lister
from samarbeid.matching.motor import vurder
from samarbeid.matching.typer import JA

SAKER = {
    "en enhet som selv gjør noe, er den man snakker med": (
        {"losning": "Matlaging på norsk for nykomne. Biblioteket stiller kjøkken og vertskap. 30 000 kr.", "omrader": ["4640"]},
        {"forste_samtale": ["bibliotekleder"]},
    ),
    "der det skjer, går foran dem som blir med": (
        {"losning": "Skoleelever fra 7. klasse leser høyt for beboerne på sykehjemmet. 20 000 kr.", "omrader": ["4640"]},
        {"forste_samtale": ["leder-sykehjem"], "beslutter": ["leder-sykehjem"]},
    ),
    "lederen sier at det er over henne": (
        {"losning": "Sangkvelder på sykehjemmet. 60 000 kr. Lederen vil, men det er for stort til at hun kan si ja.", "omrader": ["4640"]},
        {"forste_samtale": ["leder-sykehjem"], "beslutter": ["kommunalsjef-helse-og-mestring"]},
    ),
    "det samme uten at hun sier det": (
        {"losning": "Sangkvelder på sykehjemmet. 60 000 kr. Lederen vil.", "omrader": ["4640"]},
        {"beslutter": ["leder-sykehjem"]},
    ),
    "den som bestiller, selv om setningen er passiv": (
        {"losning": "Miljøterapeuter rykker ut om natten. Oppdragene betales av barneverntjenesten. 70 000 kr.",
         "problem": "Ungdom flyttes til institusjon langt unna.", "omrader": ["3301"]},
        {"niva": ["kommune"], "beslutter": ["barnevernleder"]},
    ),
    "den som har sluttet på videregående, er oppfølgingstjenestens": (
        {"losning": "Båtbygging på dagtid for 17-åringer som har sluttet på videregående. 60 000 kr.", "omrader": ["4626"]},
        {"niva": ["fylkeskommune"], "forste_samtale": ["leder-oppfolgingstjenesten"]},
    ),
    "hver dag er ikke hver enhet for seg": (
        {"losning": "Rolige kvelder for alle tre sykehjemmene. Hver kveld betaler seg. 90 000 kr.", "omrader": ["3301"]},
        {"beslutter": ["kommunalsjef-helse-og-mestring"]},
    ),
    "nav-lederen har kontorets penger, også når veilederen er den man møter": (
        {"losning": "Ungdom 19–24 uten jobb pusser opp båter. Pilot på Nav Horten, 60 000 kr av kontorets midler.", "omrader": ["3901"]},
        {"niva": ["nav"], "beslutter": ["nav-leder"]},
    ),
    "elever i praksis er skolens, ikke navs": (
        {"losning": "Elever på Vg2 på en videregående skole er i praksisplass hos oss en dag i uka. 50 000 kr.", "omrader": ["4626"]},
        {"niva": ["fylkeskommune"], "forste_samtale": ["rektor-videregaende"]},
    ),
    "regionkontoret tar imot, og regiondirektøren bestemmer": (
        {"losning": "Bufetat kjøper helgeturer for ungdom på barnevernsinstitusjon. 80 000 kr.", "omrader": ["46"]},
        {"niva": ["stat"], "forste_samtale": ["bufetat-region"], "beslutter": ["bufetat-region"]},
    ),
    "en stor avtale begynner hos den som møter problemet": (
        {"losning": "Botilbud med oppfølging for bostedsløse, 9 millioner i året.", "omrader": ["4003"]},
        {"forste_samtale": ["boligkontorleder"], "beslutter": ["kommunedirektor"]},
    ),
    "elever på videregående er rektors der": (
        {"losning": "Morgensamlinger for Vg1 på en videregående skole, elever som dropper ut. 70 000 kr.", "omrader": ["4640"]},
        {"niva": ["fylkeskommune"], "forste_samtale": ["rektor-videregaende"], "beslutter": ["rektor-videregaende"]},
    ),
    "en forening som selger til introduksjonsprogrammet, søker ikke støtte": (
        {"losning": "Skiskole for deltakere i introduksjonsprogrammet. 40 000 kr.", "organisasjonsform": "FLI", "omrader": ["3421"]},
        {"beslutter": ["leder-flyktningtjeneste"]},
    ),
    "en stor avtale med en enhet begynner fortsatt hos lederen der": (
        {"losning": "Avfallsselskapet skal ta i bruk utstyret vårt for gjenbruk. Pris 4 millioner.", "omrader": ["3909"]},
        {"forste_samtale": ["daglig-leder-iks"]},
    ),
    "hele fylket er ikke flere enheter for den som har hele fylket": (
        {"losning": "Oppfølgingstjenesten får en los for unge som har sluttet på skolen, i hele fylket. 60 000 kr.",
         "alder_fra": 16, "alder_til": 19, "omrader": ["11"]},
        {"forste_samtale": ["leder-oppfolgingstjenesten"]},
    ),
    "to enheter sammen er lederen over": (
        {"losning": "Hjemmetjenesten og miljøtjenesten får kurs i rolig samtale. 60 000 kr.", "omrader": ["3301"]},
        {"forste_samtale": ["kommunalsjef-helse-og-mestring"]},
    ),
    "biblioteket låner ut sitt eget rom": (
        {"losning": "Lån av lokale på biblioteket til språkkafé, uten penger.", "arlig_belop": 0, "omrader": ["3301"]},
        {"forste_samtale": ["bibliotekleder"], "beslutter": ["bibliotekleder"]},
    ),
    "en ny statlig ordning er departementets": (
        {"losning": "Staten må opprette en ny tilskuddsordning for fosterhjem.", "omrader": ["NO"]},
        {"niva": ["stat"], "forste_samtale": ["fagdirektor-direktorat"], "beslutter": ["departement"]},
    ),
    "hele fylket og fylkeskommunen er fylkeskommunens": (
        {"losning": "Partnerskap om folkehelse der fylkeskommunen er med.", "omrader": ["34"]},
        {"niva": ["fylkeskommune"], "forste_samtale": ["folkehelseradgiver-fylke"]},
    ),
    "barn på institusjon er Bufetats": (
        {"losning": "Musikkverksted for ungdom på barnevernsinstitusjon. 50 000 kr.", "omrader": ["5001"]},
        {"niva": ["stat"], "forste_samtale": ["bufetat-region"]},
    ),
    "hjem fra sykehuset er kommunens": (
        {"losning": "Besøksvenn for eldre som kommer hjem fra sykehuset. 40 000 kr.", "omrader": ["3301"]},
        {"niva": ["kommune"]},
    ),
    "en som vil ha en prat, skal ikke inn i en inkubator": (
        {"losning": "Jeg vet ikke hvor jeg begynner og vil ha en prat om å starte for meg selv.", "omrader": ["4227"]},
        {"modeller": ["felles-gjennomgang"]},
    ),
    "betaling bare når det virker er en effektkontrakt": (
        {"losning": "En investor legger ut, og kommunen betaler tilbake bare hvis færre plasseres i barnevernet. 14 millioner.",
         "omrader": ["1108"]},
        {"modeller": ["effektkontrakt", "samarbeid-med-investor"]},
    ),
    "et lite kjøp er et kjøp når ingen snakker om å prøve": (
        {"losning": "Kurs for én klasse på en barneskole. 6 000 kr.", "modenhet": "testet", "omrader": ["5014"]},
        {"modeller": ["direkte-kjop"]},
    ),
}  # fmt: skip


def _rekker(ide, kunnskap):
    return lister(vurder(les_ide({"tittel": "Ideen", "problem": ""} | ide, kunnskap), kunnskap))


@pytest.mark.parametrize("navn", SAKER)
def test_det_forste_svaret(navn, kunnskap):
    ide, ventet = SAKER[navn]
    rekker = _rekker(ide, kunnskap)
    for rekke, riktige in ventet.items():
        assert rekker[rekke][0] in riktige, (rekke, rekker[rekke])


@pytest.mark.parametrize(
    ("losning", "rekke", "aldri"),
    [
        ("Elevmegling på en videregående skole. 30 000 kr.", "beslutter", {"rektor"}),
        ("Elevmegling på barneskolen. 30 000 kr.", "beslutter", {"rektor-videregaende"}),
        ("Appen brukes i hele sonen av hjemmetjenesten.", "niva", {"stat"}),
        ("Unge som er i ferd med å falle fra.", "passer_ja", {"samarbeid-med-investor"}),
        ("Elevmegling på skolen i Vågå. Fylkeskommunen har ikke noe med saken å gjøre.", "niva", {"nav"}),
    ],
)
def test_det_som_aldri_skal_nevnes(losning, rekke, aldri, kunnskap):
    assert not aldri & set(_rekker({"losning": losning, "omrader": ["3301"]}, kunnskap)[rekke])


def test_i_et_langt_problem_er_det_losningen_som_sier_hvor(kunnskap):
    problem = (
        "Vi har vært i barnehagen, på sykehjemmet og på biblioteket, og alle steder er det travelt. " * 10
    )
    rekker = _rekker(
        {
            "problem": problem,
            "losning": "Verksted på én videregående skole, 80 000 kr.",
            "omrader": ["5001"],
        },
        kunnskap,
    )
    assert rekker["niva"] == ["fylkeskommune"]
    assert not {"barnehagestyrer", "leder-sykehjem", "bibliotekleder"} & set(rekker["forste_samtale"])


def test_en_ny_statlig_ordning_er_departementets_forslag_og_stortingets_vedtak(kunnskap):
    ide = {
        "tittel": "Ny ordning",
        "losning": "Staten må opprette en ny tilskuddsordning for fosterhjem.",
        "omrader": ["NO"],
    }
    [beslutter] = vurder(les_ide(ide, kunnskap), kunnskap).veier[0].beslutter
    assert "Stortinget vedtar" in Forklarer(kunnskap).setning(beslutter.grunn)


def test_det_som_ikke_koster_noe_har_ikke_noe_belop(kunnskap):
    svar = vurder(
        les_ide({"tittel": "Hei", "losning": "Vi vil gjøre noe fint sammen.", "omrader": ["3301"]}, kunnskap),
        kunnskap,
    )
    [beslutter] = svar.veier[0].beslutter
    setning = Forklarer(kunnskap).setning(beslutter.grunn)
    assert "Beløpet er ikke oppgitt" not in setning
    assert "kan vanligvis si ja" in setning


def test_prisen_star_etter_hvor_lenge_det_varer(kunnskap):
    ide = les_ide({"tittel": "Turvenn", "losning": "Prøve i et halvt år for 90 000 kroner."}, kunnskap)
    assert vurder(ide, kunnskap).tolkning.ide.arlig_belop == 90_000


def test_grunnen_sier_hvorfor_det_er_et_kjop(kunnskap):
    ide = {
        "losning": "Fotballtrening for en barnehage. 30 000 kr.",
        "organisasjonsform": "FLI",
        "omrader": ["3301"],
    }
    svar = vurder(les_ide({"tittel": "Ideen"} | ide, kunnskap), kunnskap)
    tilskudd = next(m for m in svar.modeller if m.slug == "kommunalt-tilskudd")
    assert (tilskudd.passer == JA, "hos_enheten" in {g.kode for g in tilskudd.mot}) == (False, True)
    assert "hos_enheten" not in {g.kode for m in svar.modeller for g in m.grunner}
