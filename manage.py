#!/usr/bin/env python
"""Inngangen til Djangos kommandoer."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "veier.settings")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        settings.INSTALLED_APPS  # noqa: B018 – leser innstillingene, så en feil blir én setning
    except ImproperlyConfigured as feil:
        sys.exit(f"✗ {feil}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
