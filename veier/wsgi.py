import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "veier.settings")

try:
    application = get_wsgi_application()
except ImproperlyConfigured as feil:
    sys.stderr.write(f"✗ {feil}\n")
    sys.exit(3)  # gunicorn stopper helt på denne koden, i stedet for å prøve om igjen
