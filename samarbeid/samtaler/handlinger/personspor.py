"""En person i samtalene, utenom det kontoen hennes skrev: det som blir borte når kontoen skal slettes."""

from __future__ import annotations

from django.db.models import Q

from samarbeid.models import Inhabilitet, Innlegg, Innpost, Mottakerlenke, Samtale, Uttrekk
from veier.brukere.models import Bruker
from veier.personvern.spor import Gjemt, adressene


class Samtalespor:
    """Navnet og adressen i det hun skrev fra en lenke, og adressen der noe er sendt videre til henne.

    Samtalen selv går tilbake til den som hadde den før. Er den bare sendt til henne, står adressen: dit går svarene.
    """

    navn = "samtale"

    def gjem(self, bruker: Bruker) -> Gjemt:
        adresser = adressene(bruker)
        hennes = Innlegg.objects.select_for_update(of=("self",))
        fra_lenke = hennes.filter(epost__in=adresser)
        til_henne = hennes.filter(
            slag__in=[Innlegg.Slag.VIDERESENDT, Innlegg.Slag.INHABIL], tekst__in=adresser
        )
        return [
            *(self._tom(rad, "navn", "epost") for rad in fra_lenke),
            *(self._tom(rad, "tekst") for rad in til_henne),
            *self._uten_avsender(adresser),
            *self._gi_tilbake(adresser),
        ]

    def legg_tilbake(self, gjemt: Gjemt) -> None:
        for rad in gjemt:
            if "innlegg" in rad:
                Innlegg.objects.filter(pk=rad["innlegg"]).update(**rad["felt"])
            elif "innpost" in rad:
                Innpost.objects.filter(pk=rad["innpost"]).update(**rad["felt"])
            else:  # har noen sendt den videre i mellomtiden, er den deres
                Samtale.objects.filter(pk=rad["samtale"], til=rad["til"]).update(til=rad["fra"])

    def slett(self, bruker: Bruker) -> None:
        """Lenkene hun fikk til samtaler andre har nå, navnet under det hun skrev, at hun var inhabil, og uttrekkene som har det i seg.

        Resten er gjemt, og radene har ingen historikk. Uttrekket kan lages på nytt, uten navnet.
        """
        adresser = adressene(bruker)
        Inhabilitet.objects.filter(epost__in=adresser).delete()
        Mottakerlenke.objects.filter(epost__in=adresser).exclude(samtale__til__in=adresser).delete()
        self._uten_underskrift(bruker)
        i_samtaler = Samtale.objects.filter(Q(innlegg__av=bruker) | Q(lenker__epost__in=adresser))
        Uttrekk.objects.filter(samtale__in=i_samtaler.values("pk")).delete()

    @staticmethod
    def _uten_underskrift(bruker: Bruker) -> None:
        """Linjene i innleggene hennes som bare er navnet hennes. Portalen setter det selv under den første meldingen."""
        if not bruker.navn:
            return
        for rad in Innlegg.objects.select_for_update(of=("self",)).filter(
            av=bruker, tekst__contains=bruker.navn
        ):
            uten = "\n".join(linje for linje in rad.tekst.split("\n") if linje.strip() != bruker.navn)
            if uten.strip() and uten != rad.tekst:
                Innlegg.objects.filter(pk=rad.pk).update(tekst=uten)

    @staticmethod
    def _tom(rad: Innlegg, *felt: str) -> dict[str, object]:
        Innlegg.objects.filter(pk=rad.pk).update(**dict.fromkeys(felt, ""))
        return {"innlegg": rad.pk, "felt": {f: getattr(rad, f) for f in felt}}

    @staticmethod
    def _uten_avsender(adresser: set[str]) -> Gjemt:
        ut: Gjemt = []
        for rad in Innpost.objects.select_for_update(of=("self",)).filter(fra__in=adresser):
            Innpost.objects.filter(pk=rad.pk).update(fra="", navn="")
            ut.append({"innpost": rad.pk, "felt": {"fra": rad.fra, "navn": rad.navn}})
        return ut

    @staticmethod
    def _gi_tilbake(adresser: set[str]) -> Gjemt:
        ut = []
        for rad in Samtale.objects.select_for_update(of=("self",)).filter(til__in=adresser):
            if forrige := rad.lenker.exclude(epost__in=adresser).order_by("-pk").first():
                Samtale.objects.filter(pk=rad.pk).update(til=forrige.epost)
                ut.append({"samtale": rad.pk, "fra": rad.til, "til": forrige.epost})
        return ut
