"""Skriver stien til en Chromium: maskinens egen, så Playwrights. Avslutter med 1 når ingen finnes."""

import os
import shutil
import sys
from pathlib import Path


def finn() -> str | None:
    for navn in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if sti := shutil.which(navn):
            return sti
    lager = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    rot = Path(lager) if lager else Path.home() / ".cache" / "ms-playwright"
    for monster in (
        "chromium_headless_shell-*/chrome-*/headless_shell",
        "chromium-*/chrome-*/chrome",
    ):
        if funnet := sorted(rot.glob(monster)):
            return str(funnet[-1])
    return None


if __name__ == "__main__":
    nettleser = finn()
    if nettleser is None:
        sys.exit("Fant ingen Chromium: nettlesertestene hoppes over.")
    sys.stdout.write(nettleser + "\n")
