"""Filer som lastes opp: bare i minnet, og aldri mer enn en grense, for hver fil og for alle i den samme forespørselen."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import TypeVar

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from veier.typer import Nokkelord

View = TypeVar("View", bound=Callable[..., object])

# Litt mer enn det noen side godtar, så siden kan si at filen er for stor.
MEST = 3 * 1024 * 1024


def tar_imot_filer(mest: int) -> Callable[[View], View]:
    """Siden tar imot filer på til sammen ``mest`` byte. Ytterst på visningen: grensen leses før den kalles."""

    def merk(view: View) -> View:
        view.mest_opplastet = mest  # type: ignore[attr-defined]
        return view

    return merk


class Begrenset(FileUploadHandler):
    """Tar vare på de første bytene, så mange som siden tar imot. Resten leses og kastes; ``size`` er alt som kom."""

    igjen = -1

    def new_file(self, *argumenter: Nokkelord, **valg: Nokkelord) -> None:
        super().new_file(*argumenter, **valg)
        if self.igjen < 0:
            treff = getattr(self.request, "resolver_match", None)
            self.igjen = getattr(treff.func, "mest_opplastet", MEST) if treff else MEST
        self.innhold, self.lest = BytesIO(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        tatt = self.innhold.write(raw_data[: self.igjen])
        self.igjen -= tatt
        self.lest += len(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.innhold.seek(0)
        return InMemoryUploadedFile(
            self.innhold, self.field_name, self.file_name, self.content_type, self.lest, self.charset
        )
