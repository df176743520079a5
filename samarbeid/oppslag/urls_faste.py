"""Adressene som er de samme på begge målformer."""

from django.urls import path

from samarbeid.katalog.sider import kart
from samarbeid.oppslag import forside, nettkart

urlpatterns = [
    path("robots.txt", forside.robots, name="robots"),
    path("sitemap.xml", nettkart.nettkart, name="nettkart"),
    path("sitemap-<slug:slag>-<int:nummer>.xml", nettkart.nettkart_del, name="nettkart_del"),
    path(".well-known/security.txt", forside.security_txt, name="security_txt"),
    path("offentlige/kart.svg", kart.kartbilde, name="kartbilde"),
]
