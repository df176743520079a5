"""Djangos driftskontroll (check --deploy) med verdier som i drift. --uten NAVN tar bort én, for å se at den kreves."""

import os
import secrets
import subprocess
import sys

MILJO = {
    **{navn: verdi for navn, verdi in os.environ.items() if not navn.startswith("VEIER_")},
    "VEIER_ADRESSE": "https://veier.example",
    "DATABASE_URL": "postgresql://veier@localhost/veier",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "VEIER_KRYPTONOKLER": secrets.token_urlsafe(64),
    "EPOST_URL": "smtp://localhost:25",
    "VEIER_MELLOMTJENERE": "1",
}
if sys.argv[1:2] == ["--uten"]:
    del MILJO[sys.argv[2]]
sys.exit(
    subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"], env=MILJO
    ).returncode
)
