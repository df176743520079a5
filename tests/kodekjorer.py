"""En prosess i portalens miljø som kjører koden den får, én linje JSON inn og én ut: Django startes bare én gang."""

import contextlib
import io
import json
import os
import subprocess
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any


class Kodekjorer:
    """Kalles med kode, og gir det den skrev som JSON på siste linje. Startes første gang den brukes."""

    def __init__(self, miljo: Mapping[str, str], rot: Path) -> None:
        self._miljo, self._rot = dict(miljo), rot
        self._prosess: subprocess.Popen[str] | None = None

    def __call__(self, kode: str) -> Any:
        prosess = self._prosess = self._prosess or subprocess.Popen(
            [sys.executable, "-m", "tests.kodekjorer"],
            cwd=self._rot,
            env=self._miljo,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert prosess.stdin
        assert prosess.stdout
        prosess.stdin.write(json.dumps(kode) + "\n")
        prosess.stdin.flush()
        svar = json.loads(prosess.stdout.readline())
        assert "feil" not in svar, svar["feil"]
        return json.loads(svar["ut"].splitlines()[-1])

    def stopp(self) -> None:
        if self._prosess:
            self._prosess.communicate(timeout=20)


def _svar_pa(kode: str) -> dict[str, str]:
    ut = io.StringIO()
    try:
        with contextlib.redirect_stdout(ut):
            exec(kode, {"__name__": "__main__"})  # noqa: S102 – koden er testens egen
    except Exception:  # noqa: BLE001 – hele sporet skal til den som spurte
        return {"feil": traceback.format_exc()}
    return {"ut": ut.getvalue()}


def main() -> None:
    import django
    from django.db import close_old_connections

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "veier.settings")
    django.setup()
    tilbake = sys.stdout
    for linje in sys.stdin:
        close_old_connections()
        print(json.dumps(_svar_pa(json.loads(linje))), file=tilbake, flush=True)


if __name__ == "__main__":
    main()
