"""Et skjema slik en nettleser leser det av siden og sender det tilbake."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

UTEN_VERDI = {"submit", "button", "image", "reset", "file"}


class Skjemaleser(HTMLParser):
    """Feltene i skjemaet som har ``metode`` post, med verdiene de står med."""

    def __init__(self, html: str, *, form: str | None = None) -> None:
        super().__init__(convert_charrefs=True)
        self.verdier: list[tuple[str, str]] = []
        self._form, self._inne = form, form is None
        self._select: dict[str, Any] | None = None
        self._option: dict[str, Any] | None = None
        self._area: list[str] | None = None
        self._areanavn = ""
        self.feed(html)

    @property
    def data(self) -> dict[str, list[str]]:
        ut: dict[str, list[str]] = {}
        for navn, verdi in self.verdier:
            # En nettleser sender alltid \r\n.
            ut.setdefault(navn, []).append(verdi.replace("\r\n", "\n").replace("\n", "\r\n"))
        return ut

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        a = dict(attrs)
        if tag == "form" and self._form is not None:
            self._inne = a.get("id") == self._form
        if not self._inne or "disabled" in a:
            return
        if tag == "input" and a.get("name"):
            self._les_input(a)
        elif tag == "select" and a.get("name"):
            self._select = {"navn": a["name"], "mange": "multiple" in a, "valgt": [], "forste": None}
        elif tag == "option" and self._select is not None:
            self._option = {"verdi": a.get("value"), "valgt": "selected" in a, "tekst": ""}
        elif tag == "textarea" and a.get("name"):
            self._area, self._areanavn = [], a["name"]

    def _les_input(self, a: dict[str, Any]) -> None:
        slag = a.get("type", "text")
        if slag in UTEN_VERDI or (slag in {"checkbox", "radio"} and "checked" not in a):
            return
        self.verdier.append((a["name"], a.get("value", "on" if slag in {"checkbox", "radio"} else "") or ""))

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.append(data)
        elif self._option is not None:
            self._option["tekst"] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._form is not None:
            self._inne = False
        elif tag == "option" and self._option is not None and self._select is not None:
            verdi = self._option["verdi"] if self._option["verdi"] is not None else self._option["tekst"]
            if self._select["forste"] is None:
                self._select["forste"] = verdi
            if self._option["valgt"]:
                self._select["valgt"].append(verdi)
            self._option = None
        elif tag == "select" and self._select is not None:
            valgt = self._select["valgt"]
            if not valgt and not self._select["mange"] and self._select["forste"] is not None:
                valgt = [self._select["forste"]]
            self.verdier += [(self._select["navn"], v) for v in valgt]
            self._select = None
        elif tag == "textarea" and self._area is not None:
            self.verdier.append((self._areanavn, "".join(self._area).removeprefix("\n")))
            self._area = None


def les_skjema(html: str, form: str | None = None) -> dict[str, list[str]]:
    """Feltene med verdier, klare til å sendes."""
    return Skjemaleser(html, form=form).data


def lagre_i_redaksjonen(klient: Any, side: str, data: dict[str, Any]) -> Any:
    """Åpner siden og sender ``data``, med det skjemaet selv har om hvordan raden sto da siden ble åpnet."""
    return klient.post(side, {"_sett": les_skjema(klient.get(side).text)["_sett"][0], **data})
