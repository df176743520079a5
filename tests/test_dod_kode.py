"""Kode ingen bruker, skal ikke stå der og late som."""

from pathlib import Path

from vulture import Vulture

ROT = Path(__file__).resolve().parent.parent
SIKKERT = 80
# Navnene Django, allauth, gunicorn og logging kaller oss med: vi må ta imot dem, men trenger dem ikke.
IKKE_DODE = {
    "addr": "gunicorn: handle_error(req, client, addr, exc)",
    "allow_unicode": "Django: SlugField(allow_unicode=…)",
    "app_configs": "Django: en systemkontroll får appene",
    "fmt": "gunicorn: Logger setter opp håndtererne med fmt",
    "message_context": "allauth: adapteren får sammenhengen til meldingen",
    "model_admin": "Django: SimpleListFilter(request, params, model, model_admin)",
    "protocol": "Django: Sitemap.get_protocol(protocol)",
    "reason": "Django: CSRF_FAILURE_VIEW(request, reason)",
    "req": "gunicorn: handle_error(req, client, addr, exc)",
}


def test_ingen_kode_er_dod():
    leser = Vulture()
    leser.scavenge(
        [ROT / app for app in ("veier", "kommuner", "entreprenorer", "samarbeid")], ["*/migrations/*"]
    )
    funnet = leser.get_unused_code(min_confidence=SIKKERT)
    assert [
        f"{f.filename.relative_to(ROT)}:{f.first_lineno}: {f.name}" for f in funnet if f.name not in IKKE_DODE
    ] == []
    assert IKKE_DODE.keys() - {f.name for f in funnet} == set(), "unntak som ikke trengs lenger"
