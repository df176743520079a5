"""Djangos driftskontroll (check --deploy) med verdier som i drift."""

import os
import secrets
import subprocess
import sys

MILJO = {
    **os.environ,
    "VEIER_ADRESSE": "https://veier.example",
    "DATABASE_URL": "postgresql://veier@localhost/veier",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "VEIER_KRYPTONOKLER": secrets.token_urlsafe(64),
    "EPOST_URL": "smtp://localhost:25",
}
sys.exit(
    subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"], env=MILJO
    ).returncode
)
