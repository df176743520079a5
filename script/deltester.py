"""Testene for en del av huset: dem som ligger på det samme stedet under tests/, og dem som importerer fra den."""

import re
import sys
from pathlib import Path

ROT = Path(__file__).resolve().parent.parent


def finn(delen: str) -> list[str]:
    """Stiene pytest skal ha. Tom når ingen prøver delen."""
    sti = delen.removesuffix(".py").strip("/")
    speil = ROT / "tests" / sti
    import_ = re.compile(rf"^\s*(?:from|import) {re.escape(sti.replace('/', '.'))}\b", re.M)
    filer = {
        fil
        for fil in (ROT / "tests").rglob("test_*.py")
        if speil in fil.parents or import_.search(fil.read_text())
    }
    # Nettleseren og de drepte tjenerne prøver hele huset; de kjøres når hele huset prøves.
    return sorted(str(fil.relative_to(ROT)) for fil in filer if "utenfra" not in fil.read_text())


if __name__ == "__main__":
    funnet = finn(sys.argv[1])
    if not funnet:
        sys.exit(f"Ingen prøver ligger under tests/{sys.argv[1]} eller importerer fra den delen.")
    print("\n".join(funnet))
