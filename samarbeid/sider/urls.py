"""Adressene til sidene som viser mer enn én side av samarbeidet."""

from django.urls import path, register_converter

from samarbeid.sider import eksempler, forside, modeller, offentlige, prov


class Nokkel:
    """128 biter i adresseform."""

    regex = "[A-Za-z0-9_-]{22}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Nokkel, "nokkel")

urlpatterns = [
    path("", forside.forside, name="forside"),
    path("om/kilder/", forside.kilder, name="kilder"),
    path("robots.txt", forside.robots, name="robots"),
    path("modeller/", modeller.modeller, name="modeller"),
    path("modeller/sammenlign/", modeller.sammenlign, name="modeller_sammenlign"),
    path("modeller/<slug:slug>/", modeller.modell, name="modell"),
    path("eksempler/", eksempler.eksempler, name="eksempler"),
    path("eksempler/<slug:slug>/", eksempler.eksempel, name="eksempel"),
    path("offentlige/", offentlige.offentlige, name="offentlige"),
    path("offentlige/<slug:slug>/", offentlige.offentlig, name="offentlig"),
    path("prov/", prov.prov, name="prov"),
    path("prov/forslag/", prov.forslag, name="prov_forslag"),
    path("prov/terskler/", prov.terskler, name="prov_terskler"),
    path("prov/delt/<nokkel:nokkel>/", prov.delt, name="prov_delt"),
    path("prov/<nokkel:nokkel>/", prov.veien_videre, name="veien_videre"),
    path("prov/<nokkel:nokkel>/steg/<int:nummer>/", prov.steg, name="prov_steg"),
    path("prov/<nokkel:nokkel>/del/", prov.del_ide, name="prov_del"),
    path("prov/<nokkel:nokkel>/slett/", prov.slett, name="prov_slett"),
]
