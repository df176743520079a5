"""Hjelpetekstene i skjemaet for en sak, og de små skjemaene for det en redaktør gjør med den."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from samarbeid.oppslag.saker.oppsett import FLEST_KOMMENTARER, feltvalg
from veier.brukere.models import Bruker
from veier.felter import Dato, Fritekst, Klokkeslett
from veier.gjennomgang.models import Nedtakingsgrunn
from veier.typer import Nokkelord, Verdier


class Kollega(forms.Form):
    """Hvem som skal se på saken."""

    til = forms.ModelChoiceField(Bruker.objects.none(), label="Kollega", empty_label="Velg")


class Nedtaking(forms.Form):
    """Hvorfor en sak tas ned."""

    grunn = forms.ChoiceField(
        label="Hvorfor tas saken ned?", choices=[("", "Velg"), *Nedtakingsgrunn.choices]
    )
    forklaring = Fritekst(label="Hva gjelder det?", help_text="Står i historikken til saken.", max_length=500)


class Tilbake(forms.Form):
    """Hva som må endres før saken publiseres: i hele saken, og i hvert felt. Gir ``kommentarer``, felt → tekst."""

    kommentar = Fritekst(
        label="Hva må endres?",
        help_text="Den som skrev, får beskjed, og ser det på saken. Gjelder det ett felt, velg det under.",
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Nokkelord, **valg: Nokkelord) -> None:
        super().__init__(*args, **valg)
        for nr in range(1, FLEST_KOMMENTARER + 1):
            self.fields[f"felt_{nr}"] = forms.ChoiceField(
                label=f"Felt {nr}", choices=[("", "Ikke noe felt"), *feltvalg()], required=False
            )
            self.fields[f"om_{nr}"] = Fritekst(
                label=f"Hva må endres i felt {nr}?",
                max_length=1000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self) -> Verdier:
        data: Verdier = super().clean() or {}
        kommentarer = {"": data["kommentar"]} if data.get("kommentar") else {}
        for nr in range(1, FLEST_KOMMENTARER + 1):
            felt, tekst = data.get(f"felt_{nr}", ""), data.get(f"om_{nr}", "")
            if bool(felt) != bool(tekst):
                self.add_error(
                    f"om_{nr}" if felt else f"felt_{nr}", "Velg feltet og skriv hva som må endres i det."
                )
            elif felt:
                kommentarer[felt] = "\n".join(filter(None, [kommentarer.get(felt), tekst]))
        if not kommentarer and not self.errors:
            self.add_error(
                "kommentar", "Skriv hva som må endres. Uten det vet ikke den som skrev, hva hun skal gjøre."
            )
        return {"kommentarer": kommentarer}


class Planlegging(forms.Form):
    """Når saken skal publiseres, norsk tid."""

    dato = Dato(label="Dato", help_text="For eksempel 31.12.2026.")
    klokke = Klokkeslett(
        label="Klokkeslett",
        help_text="Norsk tid, for eksempel 08.00. Saken er ute i løpet av det neste minuttet.",
    )

    def clean(self) -> Verdier:
        data: Verdier = super().clean() or {}
        if {"dato", "klokke"} <= data.keys():
            tid = datetime.combine(data["dato"], data["klokke"])
            return {"tid": timezone.make_aware(tid)}
        return data


HJELP = {
    "navn": "Det saken heter i listen: hva, og hvor. For eksempel «Minnekofferter i Trondheim».",
    "slug": "Står i adressen. Bare små bokstaver, tall og bindestrek. Kan ikke endres senere.",
    "entreprenor": "Navnet på virksomheten slik kilden skriver det. Ingen private personer.",
    "profiler": "Profilen virksomheten har i portalen, hvis den har en.",
    "offentlig": "Kommunen, Nav-kontoret eller etaten. Skriv enheten også når kilden sier den.",
    "omrader": "Kommunen eller fylket der det skjedde.",
    "nivaer": "Hvem som var den offentlige parten. Minst én.",
    "temaer": "Det saken handler om. Velg få; saken vises på siden til hvert av dem.",
    "malgrupper": "De som fikk hjelp.",
    "modeller": "Måten de samarbeidet på. Sier ikke kilden det, kryss av for at det er vår tolkning.",
    "behov": "Hva var vanskelig, og for hvem? To–tre setninger med egne ord.",
    "ide_fra": "Hvem fikk ideen, og hvor kom den fra? Skriv rollen eller virksomheten, ikke navnet på en person.",
    "forste_kontakt": "Hvem tok kontakt med hvem, og hvordan?",
    "beslutter": "Rollen eller organet som bestemte at det skulle prøves. Sier ikke kilden det, lar du feltet stå tomt.",
    "beslutter_videre": "Rollen eller organet som bestemte om det skulle fortsette, vokse eller stoppe. Det er ofte en annen.",
    "tidslinje": "Når og hva, det eldste først. For eksempel «Mars 2021: piloten begynte».",
    "forankring": "Hvordan ble ledere, ansatte og brukere med på det?",
    "modell_omtale": "Hva avtalte de, hvor lenge, og ble det skrevet ned?",
    "belop": "Hva det kostet, hvem som betalte, og hvilket år tallet er fra.",
    "det_offentliges_bidrag": "Det de bidro med utenom penger: lokaler, ansatte, kunnskap.",
    "suksessmal": "Hva ville de se for å si at det lyktes?",
    "apnet_for_andre": "Når fikk andre leverandører vite om det, og hvordan?",
    "effekt": "Det noen sier kom ut av det. Har du et tall, må feltene under fylles ut.",
    "effekt_hevdet_av": "Den som sier det. Leseren får vite at påstanden er deres.",
    "effekt_malt_av": "Den som talte eller spurte. Skriv «ikke oppgitt» når kilden ikke sier det.",
    "effekt_betalt_av": "Den som betalte dem som målte. Skriv «ikke oppgitt» når kilden ikke sier det.",
    "effekt_periode": "Tiden tallet gjelder, for eksempel «2021–2023».",
    "effekt_kilde": "Rapporten og siden, så leseren finner tallet.",
    "suksessfaktorer": "Det kilden sier var grunnen til at det gikk, eller gikk så langt som det gikk.",
    "hindringsslag": "Kryss av for det teksten under handler om. Det er de samme ordene som i samarbeidene, så de kan telles.",
    "hindringer": "Det som stoppet eller sinket det. Skriv om det som skjedde, ikke om personer.",
    "gjort_igjen": "Det partene selv sier de ville gjort på samme måte.",
    "gjort_annerledes": "Det partene selv sier de ikke ville gjort igjen, eller ville gjort på en annen måte.",
    "arstall": "Når det skjedde, for eksempel «2019–2022».",
    "status_i_dag": "Hva som er igjen av det nå. Skriv «ikke kontrollert» når ingen har sett etter.",
    "kort_omtalt": "Kryss av når kildene sier lite. Leseren får vite det.",
    "merknad": "Noe leseren må vite, for eksempel at to kilder sier ulike ting.",
    "kilder": "Én adresse på hver linje. Uten en kilde kan saken ikke publiseres.",
    "sist_kontrollert": "Dagen du leste kildene. Etter to år ber pulten noen se etter igjen.",
    "skjult": "Tar saken bort fra leserne med en gang, uten å ta den ned.",
}

SKJEMAER: dict[str, type[forms.Form]] = {"trekk": Nedtaking, "tilbake": Tilbake, "planlegg": Planlegging}


def skjema_for(request: HttpRequest, hva: str) -> forms.Form | None:
    """Skjemaet en handling trenger; None når det bare er en knapp."""
    data = request.POST if request.method == "POST" else None
    if hva in SKJEMAER:
        return SKJEMAER[hva](data)
    if hva == "send":
        skjema = Kollega(data)
        cast(forms.ModelChoiceField, skjema.fields["til"]).queryset = Bruker.objects.redaktorer().exclude(
            pk=request.user.pk
        )
        return skjema
    return None
