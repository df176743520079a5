"""Filer som lastes opp: bare i minnet, og aldri mer enn en grense."""

from __future__ import annotations

from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from veier.typer import Nokkelord

# Litt mer enn det noen side godtar, så siden kan si at filen er for stor.
MEST = 3 * 1024 * 1024


class Begrenset(FileUploadHandler):
    """Tar vare på de første ``MEST`` bytene. Resten leses og kastes; ``size`` er alt som kom."""

    def new_file(self, *argumenter: Nokkelord, **valg: Nokkelord) -> None:
        super().new_file(*argumenter, **valg)
        self.innhold, self.lest = BytesIO(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        plass = MEST - self.innhold.tell()
        self.innhold.write(raw_data[: max(0, plass)])
        self.lest += len(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.innhold.seek(0)
        return InMemoryUploadedFile(
            self.innhold, self.field_name, self.file_name, self.content_type, self.lest, self.charset
        )
