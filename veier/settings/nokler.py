"""Nøklene: det som signeres, og det som krypteres."""

import os
import secrets

from django.core.exceptions import ImproperlyConfigured

from veier import miljo
from veier.settings.grunnlag import DATAMAPPE, kontroller, paakrevd


def _hemmelig_nokkel() -> str:
    """Nøkkelen fra miljøet; lokalt lages den én gang i datamappen."""
    if nokkel := paakrevd("SECRET_KEY", "en lang, tilfeldig tekst"):
        return str(kontroller(miljo.krev_nokkel, "SECRET_KEY", nokkel))
    fil = DATAMAPPE / "hemmelig_nokkel"
    if not fil.exists():
        DATAMAPPE.mkdir(parents=True, exist_ok=True)
        # To prosesser kan starte samtidig: den første som får lage filen, vinner.
        midlertidig = fil.with_name(f"{fil.name}.{os.getpid()}")
        midlertidig.touch(mode=0o600)
        midlertidig.write_text(secrets.token_urlsafe(64), encoding="utf-8")
        try:
            os.link(midlertidig, fil)
        except FileExistsError:
            pass
        finally:
            midlertidig.unlink()
    return fil.read_text(encoding="utf-8")


SECRET_KEY = _hemmelig_nokkel()
# Nøkler som er byttet ut: det som er signert med dem, gjelder til det går ut av seg selv.
SECRET_KEY_FALLBACKS = kontroller(
    miljo.nokler, "SECRET_KEY_FALLBACKS", os.environ.get("SECRET_KEY_FALLBACKS", "")
)
# Det som krypteres i databasen. Den første nøkkelen brukes til nytt; de andre kan fortsatt lese.
KRYPTONOKLER = kontroller(
    miljo.nokler,
    "VEIER_KRYPTONOKLER",
    paakrevd("VEIER_KRYPTONOKLER", "en eller flere lange, tilfeldige tekster delt med komma"),
) or [f"lokal:{SECRET_KEY}"]
if SECRET_KEY in {*SECRET_KEY_FALLBACKS, *KRYPTONOKLER}:
    raise ImproperlyConfigured(
        "SECRET_KEY står også i SECRET_KEY_FALLBACKS eller VEIER_KRYPTONOKLER: de skal være ulike."
    )
