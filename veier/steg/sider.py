"""Siden med ett steg: viser det, tar imot det, og svarer på den automatiske lagringen."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from veier.database.plass import ForStort
from veier.feil import Domenefeil, for_mange
from veier.fletting import Rasvar, avtrykk, les_sett, som_sett
from veier.steg import inndata, verdier
from veier.steg.kontroll import les_steg
from veier.steg.lager import Lagret, MaVente, Steglager
from veier.steg.oversikt import stegene
from veier.steg.skjema import Kunnskap, Steg, Stegskjema, Stegvalg, bind, uten_feil

# Knappene som går rett til slutten: til svaret, eller til oversikten.
TIL_SLUTTEN = ("svar", "oversikt")


def ett_steg(request: HttpRequest, lager: Steglager, nummer: int, *, kunnskap: Kunnskap) -> HttpResponse:
    """Ett steg. Alt lagres slik det er skrevet, også når noe er feil – men aldri et fødselsnummer."""
    if not 1 <= nummer <= len(lager.rekke):
        raise Http404
    side = Stegside(request, lager, nummer, kunnskap)
    return side.ta_imot() if request.method == "POST" else side.apne()


@dataclass(frozen=True, slots=True)
class Stegside:
    """Ett steg i det som fylles ut, for den som har bedt om det."""

    request: HttpRequest
    lager: Steglager
    nummer: int
    kunnskap: Kunnskap

    @property
    def steg(self) -> Steg:
        return self.lager.rekke[self.nummer - 1]

    def apne(self) -> HttpResponse:
        if self.lager.sperre:
            messages.info(self.request, self.lager.sperre)
            return redirect(self.lager.sluttadresse())
        svar = self.lager.svar(self.steg)
        valgt = self.steg.skjema.forhandsvalgt(self.lager.alle_svar(), self.kunnskap)
        ubesvart = [felt for felt in valgt if felt not in svar]
        skjema = uten_feil(self.steg, {**valgt, **svar}, **self._valg())
        return self._vis(skjema, sett=som_sett(svar, ubesvart))

    def ta_imot(self) -> HttpResponse:
        svar = inndata.rasvar(self.request, self.steg)
        skjema = bind(self.steg, inndata.skrevet(self.request, self.steg), **self._valg())
        gyldig = skjema.is_valid()
        if inndata.har_fodselsnummer(skjema) or not self._skal_lagres(svar, gyldig=gyldig):
            return self._ikke_lagret(skjema)
        if gyldig:
            svar = skjema.lagres(svar)
        try:
            lagret = self.lager.lagre(self.steg, svar, sett=self._sett(), fane=inndata.fane(self.request))
        except MaVente as vent:
            return for_mange(self.request, vent_sekunder=vent.sekunder)
        except ForStort as feil:
            lengst = max(skjema.fields, key=lambda felt: len("".join(self.request.POST.getlist(felt))))
            return self._ikke_lagret(skjema, str(feil), felt=lengst)
        except Domenefeil as feil:
            return self._ikke_lagret(skjema, str(feil), status=409)
        if inndata.er_autolagring(self.request):
            return self._kvittering(skjema, lagret, svar)
        return self._videre(skjema, lagret, svar)

    # ── Hjelpere ──

    def _valg(self) -> Stegvalg:
        forslag = self.steg.skjema.foresla(self.lager.alle_svar(), self.kunnskap)
        return {"kunnskap": self.kunnskap, "forslag": forslag}

    def _sett(self) -> dict[str, str]:
        """Avtrykket av hvert felt slik personen så det."""
        return les_sett(self.request.POST.get("sett", "{}"))

    def _skal_lagres(self, svar: Rasvar, *, gyldig: bool) -> bool:
        """Det første steget lager noe bare når det er noe i det, og noe å gå videre med."""
        if self.lager.er_begynt:
            return True
        tomt = not any(verdi.strip() for verdiene in svar.values() for verdi in verdiene)
        return not tomt and (gyldig or inndata.er_autolagring(self.request))

    def _ikke_lagret(
        self, skjema: Stegskjema, feil: str = "", *, felt: str | None = None, status: int = 422
    ) -> HttpResponse:
        """Alt som er skrevet, står på siden, og hun har ikke sett mer enn før."""
        if inndata.er_autolagring(self.request):
            return self._kvittering(skjema, feil=feil)
        if feil:
            skjema.add_error(felt, feil)
        return self._vis(skjema, sett=json.dumps(self._sett()), status=status)

    def _videre(self, skjema: Stegskjema, lagret: Lagret, svar: Rasvar) -> HttpResponse:
        handling = self.request.POST.get("handling", "neste")
        if lagret.kollisjoner:
            # Nå har hun sett det den andre skrev. Lagrer hun igjen, er det hennes som gjelder.
            sett = som_sett({**svar, **{felt: lagret.svar.get(felt, []) for felt in lagret.kollisjoner}})
            return self._vis(skjema, sett=sett, status=409, kollisjon=lagret)
        if handling == "forrige" and not (skjema.errors and inndata.er_kuttet(self.request, self.steg)):
            return redirect(self.lager.stegadresse(max(1, self.nummer - 1)))
        if skjema.errors:
            return self._vis(skjema, sett=som_sett(svar), status=422)
        if handling == "bli":
            return redirect(self.lager.stegadresse(self.nummer))
        if handling in TIL_SLUTTEN or self.nummer == len(self.lager.rekke):
            return redirect(self.lager.sluttadresse())
        return redirect(self.lager.stegadresse(self.nummer + 1))

    def _kvittering(
        self, skjema: Stegskjema, lagret: Lagret | None = None, svar: Rasvar | None = None, *, feil: str = ""
    ) -> HttpResponse:
        """Svaret på en automatisk lagring. Det som ikke ble lagret, har hun fortsatt ikke sett."""
        kollisjoner = lagret.kollisjoner if lagret else ()
        sett = self._sett()
        sett |= {felt: avtrykk(v) for felt, v in (svar or {}).items() if felt not in kollisjoner}
        sammenheng = {
            "lagret": lagret is not None,
            "kollisjon": lagret if kollisjoner else None,
            "fodselsnummer": inndata.har_fodselsnummer(skjema),
            "feil": feil,
            "kuttet": lagret is not None and inndata.er_kuttet(self.request, self.steg),
            "nokkel": self.lager.nokkel,
            "sett": json.dumps(sett),
            "tid": timezone.localtime(),
        }
        return render(self.request, "steg/_lagret.html", sammenheng)

    def _vis(
        self, skjema: Stegskjema, *, sett: str, status: int = 200, kollisjon: Lagret | None = None
    ) -> HttpResponse:
        kommentarer = self.lager.kommentarer()
        sammenheng = {
            "skjema": skjema,
            "tittel": self.steg.tittel,
            "nummer": self.nummer,
            "antall": len(self.lager.rekke),
            "stegene": stegene(self.lager),
            "begynt": self.lager.er_begynt,
            "nokkel": self.lager.nokkel,
            "feil": skjema.feilliste() if skjema.is_bound else [],
            "sett": sett,
            "fane": inndata.fane(self.request),
            "kollisjon": kollisjon,
            "deres": self._deres(kollisjon) if kollisjon else [],
            "stegadresse": self.lager.stegadresse(self.nummer),
            "kommentarer": [
                (self.steg.skjema.ledetekst(felt), kommentarer[felt])
                for felt in self.steg.feltene
                if felt in kommentarer
            ],
            **self.lager.sammenheng(),
        }
        return render(self.request, self.lager.mal, sammenheng, status=status)

    def _deres(self, kollisjon: Lagret) -> list[tuple[str, str]]:
        """(spørsmålet, det som står nå) for feltene som er endret av andre."""
        skjema = les_steg(self.steg, kollisjon.svar, self.kunnskap)
        return [
            (self.steg.skjema.ledetekst(felt), verdier.av_skjema(skjema, felt, kollisjon.svar))
            for felt in kollisjon.kollisjoner
        ]
