"""Adressen e-posttjenesten kaller. Den er den samme på alle språk."""

from django.urls import path

from samarbeid.innpost.krok import mottak

urlpatterns = [path("epost/inn/", mottak, name="epost_inn")]
