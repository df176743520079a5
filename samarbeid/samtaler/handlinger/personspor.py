"""En person i samtalene, utenom det kontoen hennes skrev: det som blir borte når kontoen skal slettes."""

from __future__ import annotations

from samarbeid.models import Innlegg, Innpost, Mottakerlenke, Samtale
from veier.brukere.models import Bruker
from veier.personvern.spor import Gjemt


class Samtalespor:
    """Navnet og adressen i det hun skrev fra en lenke, og adressen der noe er sendt videre til henne.

    Samtalen selv går tilbake til den som hadde den før. Er den bare sendt til henne, står adressen: dit går svarene.
    """

    navn = "samtale"

    def gjem(self, bruker: Bruker) -> Gjemt:
        hennes = Innlegg.objects.select_for_update(of=("self",))
        fra_lenke = hennes.filter(epost=bruker.epost)
        til_henne = hennes.filter(slag=Innlegg.Slag.VIDERESENDT, tekst=bruker.epost)
        return [
            *(self._tom(rad, "navn", "epost") for rad in fra_lenke),
            *(self._tom(rad, "tekst") for rad in til_henne),
            *self._uten_avsender(bruker.epost),
            *self._gi_tilbake(bruker.epost),
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
        """Lenkene hun fikk til samtaler andre har nå. Resten er gjemt, og radene har ingen historikk."""
        Mottakerlenke.objects.filter(epost=bruker.epost).exclude(samtale__til=bruker.epost).delete()

    @staticmethod
    def _tom(rad: Innlegg, *felt: str) -> dict[str, object]:
        Innlegg.objects.filter(pk=rad.pk).update(**dict.fromkeys(felt, ""))
        return {"innlegg": rad.pk, "felt": {f: getattr(rad, f) for f in felt}}

    @staticmethod
    def _uten_avsender(epost: str) -> Gjemt:
        ut: Gjemt = []
        for rad in Innpost.objects.select_for_update(of=("self",)).filter(fra=epost):
            Innpost.objects.filter(pk=rad.pk).update(fra="", navn="")
            ut.append({"innpost": rad.pk, "felt": {"fra": rad.fra, "navn": rad.navn}})
        return ut

    @staticmethod
    def _gi_tilbake(epost: str) -> Gjemt:
        ut = []
        for rad in Samtale.objects.select_for_update(of=("self",)).filter(til=epost):
            if forrige := rad.lenker.exclude(epost=epost).order_by("-pk").first():
                Samtale.objects.filter(pk=rad.pk).update(til=forrige.epost)
                ut.append({"samtale": rad.pk, "fra": epost, "til": forrige.epost})
        return ut
