"""Programtillegg til pytest: dekningen får navnet på testen den kommer fra, og hver test får tiden sin.

Også i en prosess testen starter (``manage.py …``): oppsettet den arver, har navnet i seg.

``pytest -p script.mutantdekning`` under ``coverage run``. ``VEIER_TESTTIDER`` er filen tidene skrives i.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import coverage
import pytest

_GRUPPE = re.compile(
    r"@[\w-]+$"
)  # det pytest-xdist setter bak navnet; en parameter kan ha en krøllalfa i seg
_tider: dict[str, float] = {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Any:
    maler = coverage.Coverage.current()
    if maler is not None:
        test = _GRUPPE.sub("", item.nodeid)
        maler.switch_context(test)
        maler.set_option("run:context", test)
        os.environ["COVERAGE_PROCESS_CONFIG"] = maler.config.serialize()
    return (yield)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    test = _GRUPPE.sub("", report.nodeid)
    _tider[test] = _tider.get(test, 0.0) + report.duration


def pytest_sessionfinish(session: pytest.Session) -> None:
    if not hasattr(session.config, "workerinput"):
        Path(os.environ["VEIER_TESTTIDER"]).write_text(json.dumps(_tider))
