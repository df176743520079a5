"""Sidene om piloten: planen i fire deler, starten, sjekklisten, tallene og avgjørelsen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samarbeid.models import Indikator
from samarbeid.samarbeidene.forms import gang as skjemaer
from samarbeid.samarbeidene.forms import pilot as pilotskjemaer
from samarbeid.samarbeidene.forms.grunnlag import Handlingsskjema
from samarbeid.samarbeidene.handlinger import pilot
from samarbeid.samarbeidene.handlinger.grunnlag import Innsending, er_kunngjort
from samarbeid.samarbeidene.pilotkrav import DELER
from samarbeid.samarbeidene.sider.side import Handlingsside, Kontekst, enkelt, med_felt
from samarbeid.samarbeidene.tilstander import Handling, avgjorelser
from veier.typer import Skrevne, Verdier

PLANDELER: Mapping[str, type[Handlingsskjema]] = {
    "hva": pilotskjemaer.Hva,
    "tall": pilotskjemaer.Tallene,
    "rammer": pilotskjemaer.Rammer,
    "etterpa": pilotskjemaer.Etterpa,
}


def _lag_plan(k: Kontekst, data: Skrevne | None) -> Handlingsskjema:
    klasse, plan = PLANDELER[k.del_], pilot.siste_pilot(k.samarbeid)
    fra_for: Verdier = {}
    if k.del_ == "tall":
        fra_for = pilotskjemaer.start_for_tallene(pilot.indikatorene(plan))
    elif plan is not None:
        fra_for = {felt: getattr(plan, felt, None) for felt in klasse.base_fields}
        if plan.startet_tid:  # den forrige er avgjort; tiden og den som avgjør, må settes på nytt
            fra_for = {felt: fra_for[felt] for felt in klasse.base_fields if felt in pilot.TAS_MED}
        if "med_mennesker" in fra_for:
            fra_for["med_mennesker"] = {True: "ja", False: "nei"}.get(fra_for["med_mennesker"], "")
    return klasse(data, initial={**fra_for, "sett": k.samarbeid.versjon})


def _utfor_plan(k: Kontekst, skjema: Handlingsskjema, inn: Innsending) -> object:
    if isinstance(skjema, pilotskjemaer.Tallene):
        return pilot.lagre_indikatorer(k.samarbeid, inn, skjema.indikatorene(), av=k.aktor)
    felt = {n: v for n, v in skjema.cleaned_data.items() if n not in {"sett", "sendenokkel"}}
    return pilot.lagre_plan(k.samarbeid, inn, felt, av=k.aktor)


def _neste_del(k: Kontekst) -> str:
    """Den neste delen av planen, eller samarbeidet når det var den siste."""
    koder = list(DELER)
    nr = koder.index(k.del_) + 1
    if nr == len(koder):
        return k.samarbeid.get_absolute_url() + "#pilot"
    return reverse("samarbeid_handling_del", args=[k.samarbeid.referanse, Handling.PLAN.value, koder[nr]])


def _lag_tall(k: Kontekst, data: Skrevne | None) -> Handlingsskjema:
    na = pilot.siste_pilot(k.samarbeid)
    indikatorer = list(na.indikatorer.prefetch_related("tallene")) if na else []
    maneder = pilot.maneder(na) if na and na.startet_tid else []
    valgt = _valgt_maned(k.request.GET.get("maned", ""), maneder, indikatorer)
    fra_for: Verdier = {"sett": k.samarbeid.versjon, "maned": valgt.isoformat() if valgt else ""}
    for i in indikatorer:
        fra_for[f"verdi_{i.nr}"] = next(
            (pilotskjemaer.vis_tall(t.verdi) for t in i.tallene.all() if t.maned == valgt), ""
        )
    return pilotskjemaer.Manedsskjema(data, initial=fra_for, indikatorer=indikatorer, maneder=maneder)


def _valgt_maned(onsket: str, maneder: list[date], indikatorer: list[Indikator]) -> date | None:
    """Måneden hun ba om, ellers den eldste ingen har skrevet tall for, ellers denne."""
    if valgt := next((m for m in maneder if m.isoformat() == onsket), None):
        return valgt
    skrevet = {t.maned for i in indikatorer for t in i.tallene.all()}
    mangler = [m for m in maneder if m not in skrevet]
    return mangler[-1] if mangler else next(iter(maneder), None)


def _utfor_tall(k: Kontekst, skjema: Handlingsskjema, inn: Innsending) -> object:
    assert isinstance(skjema, pilotskjemaer.Manedsskjema)  # noqa: S101 – registeret gir det samme skjemaet til begge
    return pilot.lagre_tall(k.samarbeid, inn, skjema.cleaned_data["maned"], skjema.verdiene(), av=k.aktor)


def _lag_sjekkliste(k: Kontekst, data: Skrevne | None) -> Handlingsskjema:
    na = pilot.siste_pilot(k.samarbeid)
    fra_for = {p.kode: p.status for p in na.sjekkpunkter.all()} if na else {}
    return pilotskjemaer.Sjekkliste(data, initial={**fra_for, "sett": k.samarbeid.versjon})


def _utfor_sjekkliste(k: Kontekst, skjema: Handlingsskjema, inn: Innsending) -> object:
    assert isinstance(skjema, pilotskjemaer.Sjekkliste)  # noqa: S101 – registeret gir det samme skjemaet til begge
    return pilot.lagre_sjekkliste(k.samarbeid, inn, skjema.punktene(), av=k.aktor)


def _lag_avgjorelse(k: Kontekst, data: Skrevne | None) -> Handlingsskjema:
    na = pilot.siste_pilot(k.samarbeid)
    planens = {"beslutter": na.beslutter, "rolle": na.beslutter_rolle} if na else {}
    skjema = pilotskjemaer.Avgjorelsesskjema(data, initial={**planens, "sett": k.samarbeid.versjon})
    skjema.sett_valg(
        "avgjorelse", [(a.value, str(a.label)) for a in avgjorelser(kunngjort=er_kunngjort(k.samarbeid))]
    )
    return skjema


def _utfor_avgjorelse(k: Kontekst, skjema: Handlingsskjema, inn: Innsending) -> object:
    assert isinstance(skjema, pilotskjemaer.Avgjorelsesskjema)  # noqa: S101 – registeret gir det samme skjemaet til begge
    data = skjema.cleaned_data
    return pilot.avgjor(
        k.samarbeid,
        inn,
        avgjorelse=data["avgjorelse"],
        bestemt=skjema.beslutningen(),
        tekst=data.get("begrunnelse", ""),
        av=k.aktor,
    )


PILOTSIDER: dict[str, Handlingsside] = {
    Handling.PLAN: Handlingsside(
        _lag_plan,
        _utfor_plan,
        _("Planen er lagret."),
        mal="samarbeid/plan.html",
        deler=lambda _s: PLANDELER,
        overskrift=lambda k: DELER[k.del_],
        mer=lambda k: {"deler": DELER, "del_": k.del_},
        etterpa=_neste_del,
    ),
    Handling.PLAN_JA: Handlingsside(
        enkelt(skjemaer.Ja),
        med_felt(pilot.si_ja_til_planen),
        _("Dere har sagt ja til planen."),
        knapp=Handling.PLAN_JA.label,
    ),
    Handling.START: Handlingsside(
        enkelt(pilotskjemaer.Startskjema),
        med_felt(pilot.start_pilot),
        _("Piloten er startet."),
        knapp=Handling.START.label,
    ),
    Handling.SJEKKLISTE: Handlingsside(_lag_sjekkliste, _utfor_sjekkliste, _("Sjekklisten er lagret.")),
    Handling.TALL: Handlingsside(_lag_tall, _utfor_tall, _("Tallene er lagret.")),
    Handling.LARDOM: Handlingsside(
        enkelt(
            pilotskjemaer.Lardomsskjema,
            lambda k: {
                "lardom": na.lardommen(k.aktor.side) if (na := pilot.siste_startede(k.samarbeid)) else ""
            },
        ),
        med_felt(pilot.skriv_lardom, lardom="tekst"),
        _("Det står under piloten nå, og begge sider ser det."),
    ),
    Handling.AVGJOR: Handlingsside(
        _lag_avgjorelse,
        _utfor_avgjorelse,
        _("Avgjørelsen er skrevet inn."),
        mer=lambda k: {"pilot": pilot.siste_pilot(k.samarbeid)},
    ),
}
