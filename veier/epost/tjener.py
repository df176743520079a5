"""Forbindelsen til e-posttjeneren."""

from __future__ import annotations

import smtplib
from typing import TYPE_CHECKING

from django.core.mail.backends import smtp

# Så lenge kan tjeneren bruke på å ta imot innholdet. Gir vi oss før, kan den likevel ha tatt det, og mottakeren får to.
SVARER_PA_INNHOLDET = 120


if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    _Forbindelse = smtplib.SMTP
else:
    _Forbindelse = object


class _Talmodig(_Forbindelse):
    """Kort frist fram til innholdet er sendt, lang mens tjeneren tar det imot (RFC 5321, 4.5.3.2.6)."""

    def data(self, msg: str | ReadableBuffer) -> tuple[int, bytes]:
        if self.sock is not None:
            self.sock.settimeout(SVARER_PA_INNHOLDET)
        return super().data(msg)


class Apen(_Talmodig, smtplib.SMTP):
    pass


class Lukket(_Talmodig, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    """Djangos egen, med en talmodig forbindelse."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return Lukket if self.use_ssl else Apen
