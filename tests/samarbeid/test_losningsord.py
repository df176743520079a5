"""En tekst som sier hva som skal kjøpes, kjennes igjen; en som sier hva som er vanskelig, gjør ikke det."""

import pytest

from samarbeid.publisering.losningsord import losningsord


@pytest.mark.parametrize(
    ("tekst", "funnet"),
    [
        ("Vi trenger en app for pårørende.", ("trenger en app",)),
        ("Kommunen ønsker et nytt digitalt verktøy.", ("ønsker et nytt digitalt",)),
        ("Vi søker leverandører av kurs.", ("søker leverandører",)),
        ("Systemet skal ha innlogging.", ("Systemet skal",)),
        ("Se kravspesifikasjonen.", ("kravspesifikasjonen",)),
        ("Me treng noko. Vi vil ha en plattform der naboer møtes.", ("vil ha en plattform",)),
    ],
)
def test_en_losning_kjennes_igjen(tekst, funnet):
    assert losningsord(tekst) == funnet


@pytest.mark.parametrize(
    "tekst",
    [
        "Mange eldre spiser alene hver dag.",
        "Vi har prøvd en app. Den ble ikke brukt.",
        "De unge trenger noen å snakke med.",
        "Familiene må fortelle alt på nytt i hvert system.",
        "",
    ],
)
def test_et_problem_er_ikke_en_losning(tekst):
    assert losningsord(tekst) == ()


def test_det_samme_to_steder_sies_en_gang():
    assert losningsord("Vi trenger en app.", "Vi trenger en app.") == ("trenger en app",)
