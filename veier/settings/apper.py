"""Appene, mellomvarene, malene og jobbene."""

import os

from veier.settings.grunnlag import ROT

INSTALLED_APPS = [
    "veier.konto.redaksjon.side.Redaksjonsapp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "csp",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "veier",
    "veier.grense",
    "veier.brukere",
    "veier.taksonomi",
    "veier.sok",
    "veier.hendelser",
    "veier.epost",
    "veier.medlemskap",
    "veier.gjennomgang",
    "veier.konto",
    "veier.konto.porten",
    "veier.regelforslag",
    "veier.personvern",
    "kommuner",
    "entreprenorer",
    "samarbeid",
]

MIDDLEWARE = [
    "veier.foresporsel.mellomvarer.logg_forespoersel",
    # Hodene først: også det mellomvarene under avviser, skal ha dem.
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "veier.foresporsel.mellomvarer.helse_uansett_vert",
    "veier.foresporsel.vern.lagre_ikke",
    "veier.foresporsel.mellomvarer.velg_malform",
    "veier.foresporsel.mellomvarer.forhent_stilarket",
    "veier.foresporsel.mellomvarer.forklar_metoden",
    "veier.foresporsel.mellomvarer.avvis_nullbyte",
    "veier.foresporsel.mellomvarer.stengt_uten_database",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "veier.foresporsel.mellomvarer.bare_lesing",
    "veier.foresporsel.okt.SessionMiddleware",
    "veier.foresporsel.okt.signer_okten_om",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "veier.foresporsel.vern.noter_avslag",
    "veier.foresporsel.vern.Innloggingskrav",
    "django.contrib.messages.middleware.MessageMiddleware",
    "veier.konto.okter.avslutt_gamle_okter",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "veier.grense.mellomvare.sidegrenser",
    "samarbeid.uketall.mellomvare.tell_bruken",
]

if os.environ.get("VEIER_YTELSE"):
    MIDDLEWARE.insert(0, "veier.drift.malestokk.tell_sporringer")

ROOT_URLCONF = "veier.urls"
WSGI_APPLICATION = "veier.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROT / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["veier.sidefiler.malfiler.Innleser", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "veier.malform.malformvalg",
                "veier.medlemskap.hatter.hattevalg",
                "veier.personvern.kontekst.venter_sletting",
            ],
            "builtins": ["django.templatetags.i18n", "veier.templatetags.veier"],
        },
    },
]
FORM_RENDERER = "veier.forms.Skjemamaler"

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobber"
PROCRASTINATE_IMPORT_PATHS = ["veier.jobber.jobber"]
