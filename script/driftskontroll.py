"""Djangos driftskontroll (check --deploy) med verdier som i drift."""

import os
import subprocess
import sys

MILJO = {
    **os.environ,
    "VEIER_ADRESSE": "https://veier.example",
    "DATABASE_URL": "postgresql://veier@localhost/veier",
    "SECRET_KEY": "bare-for-kontrollen-av-innstillingene-og-lang-nok-til-at-den-godtas-0123",
    "EPOST_URL": "smtp://localhost:25",
}
sys.exit(
    subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"], env=MILJO
    ).returncode
)
