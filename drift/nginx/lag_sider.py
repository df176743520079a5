"""Lager sidene nginx svarer med når portalen ikke gjør det, av de samme tekstene: python drift/nginx/lag_sider.py"""

import sys
from pathlib import Path

MAPPE = Path(__file__).resolve().parent / "sider"
sys.path.insert(0, str(MAPPE.parents[2]))

from veier.sprak import SPRAK  # noqa: E402
from veier.tjener.faste_svar import side  # noqa: E402

STATUSER = (400, 408, 413, 414, 431, 503)


def main() -> None:
    for malform in (s.kode for s in SPRAK):
        for status in STATUSER:
            fil = MAPPE / malform / f"{status}.html"
            fil.parent.mkdir(parents=True, exist_ok=True)
            fil.write_text(side(status, malform=malform), encoding="utf-8")


if __name__ == "__main__":
    main()
