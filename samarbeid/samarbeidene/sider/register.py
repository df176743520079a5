"""Sidene det kan gjøres noe på: for hver handling skjemaet, det som utføres, og teksten etterpå."""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.utils.translation import gettext_lazy as _

from kommuner.models import OffentligPart
from samarbeid.models import Samarbeid, Samtaleside
from samarbeid.publisering.flyter import VIRKNING
from samarbeid.samarbeidene.forms import gang as skjemaer
from samarbeid.samarbeidene.forms.grunnlag import Handlingsskjema
from samarbeid.samarbeidene.handlinger import deler, gang, resultater, start
from samarbeid.samarbeidene.handlinger.grunnlag import Innsending, er_kunngjort
from samarbeid.samarbeidene.resultat import vis_eksempel, vis_virkning
from samarbeid.samarbeidene.sider.pilotsider import PILOTSIDER
from samarbeid.samarbeidene.sider.side import Handlingsside, Kontekst, Utfor, enkelt, med_felt
from samarbeid.samarbeidene.tilstander import BESLUTTES, Handling, neste_stadier
from veier.brukere.models import Bruker
from veier.feil import FeilIFelt
from veier.taksonomi.ordforrad import JaNei
from veier.typer import Sammenheng, Skrevne, Verdier


def _lag_stadium(k: Kontekst, data: Skrevne | None) -> Handlingsskjema:
    skjema = skjemaer.Stadiumskjema(data, initial={"sett": k.samarbeid.versjon})
    lov = neste_stadier(k.samarbeid.stadium, k.aktor.side, kunngjort=er_kunngjort(k.samarbeid))
    skjema.for_stadiene(
        lov, besluttes=any(s in BESLUTTES for s in lov) and k.aktor.side == Samtaleside.OFFENTLIG
    )
    return skjema


def _folkene(k: Kontekst) -> dict[str, Bruker]:
    """De som er med på leserens side: nøkkelen → personen."""
    organisasjon = k.samarbeid.entreprenor if k.aktor.side == Samtaleside.ENTREPRENOR else k.samarbeid.part
    medlemmer = organisasjon.medlemskap.filter(bruker__is_active=True).select_related("bruker")
    return {str(m.bruker.offentlig_id): m.bruker for m in medlemmer.order_by("pk")[:100]}


def _lag_neste(k: Kontekst, data: Skrevne | None) -> Handlingsskjema:
    rad = k.samarbeid
    na = rad.ansvarlig(k.aktor.side)
    fra_for = {felt: getattr(rad, felt) for felt in ("neste_steg", "neste_dato", "neste_side")}
    start_ = {**fra_for, "ansvarlig": str(na.offentlig_id) if na else "", "sett": rad.versjon}
    skjema = skjemaer.Nesteskjema(data, initial=start_)
    skjema.for_folkene([(nokkel, str(b)) for nokkel, b in _folkene(k).items()])
    skjema.sett_valg("neste_side", [(s, rad.navnet_til(s)) for s in Samtaleside.values])
    return skjema


def _utfor_neste(k: Kontekst, skjema: Handlingsskjema, inn: Innsending) -> object:
    data = skjema.cleaned_data
    return gang.skriv_neste(
        k.samarbeid,
        inn,
        neste_steg=data["neste_steg"],
        neste_dato=data["neste_dato"],
        neste_side=data["neste_side"],
        ansvarlig=_folkene(k).get(data["ansvarlig"]),
        av=k.aktor,
    )


def _numrene(samarbeid: Samarbeid) -> Collection[str]:
    return {str(nr) for nr in samarbeid.forventninger.filter(ferdig_tid=None).values_list("nr", flat=True)}


def _forventningen(k: Kontekst) -> Sammenheng:
    return {"forventning": k.samarbeid.forventninger.filter(nr=int(k.del_)).first()}


def _med_nr(handling: Callable[..., object]) -> Utfor:
    return lambda k, skjema, inn: med_felt(lambda s, i, **felt: handling(s, i, nr=int(k.del_), **felt))(
        k, skjema, inn
    )


def _spor_medeier(k: Kontekst, skjema: Handlingsskjema, inn: Innsending) -> object:
    navn = skjema.cleaned_data["part"]
    part = OffentligPart.objects.apne().filter(navn__iexact=navn).first()
    if part is None:
        raise FeilIFelt(
            "part", str(_("Vi finner ikke den virksomheten. Skriv navnet slik det står i portalen."))
        )
    return deler.spor_medeier(k.samarbeid, inn, part=part, av=k.aktor)


def _svar_medeier(k: Kontekst, skjema: Handlingsskjema, inn: Innsending) -> object:
    ja = skjema.cleaned_data["svar"] == "ja"
    return deler.godta_medeier(k.samarbeid, inn, medeier=int(k.del_), ja=ja, av=k.aktor)


def _virkningen(k: Kontekst) -> Sammenheng:
    indikator = resultater.indikatoren(k.samarbeid, int(k.del_))
    return {"forslag": vis_virkning(k.samarbeid, indikator) if indikator else []}


def _til_virkningen(k: Kontekst) -> str:
    indikator = resultater.indikatoren(k.samarbeid, int(k.del_))
    virkning = indikator and indikator.virkning
    return VIRKNING.adresse("", virkning) if virkning else k.samarbeid.get_absolute_url()


def _svar_om_eksempel(k: Kontekst, skjema: Handlingsskjema, inn: Innsending) -> object:
    ja = skjema.cleaned_data["svar"] == JaNei.JA
    return resultater.svar_om_eksempel(k.samarbeid, inn, ja=ja, av=k.aktor)


def _hindringen(k: Kontekst) -> Verdier:
    rad = k.samarbeid.hindringer.filter(side=k.aktor.side).first()
    return {"slag": rad.slag, "ord_": rad.ord, "vises": rad.vises} if rad else {}


SIDER: dict[str, Handlingsside] = {
    **PILOTSIDER,
    Handling.JA: Handlingsside(
        enkelt(skjemaer.Ja), med_felt(start.si_ja), _("Samarbeidet har begynt."), knapp=Handling.JA.label
    ),
    Handling.NEI: Handlingsside(
        enkelt(skjemaer.Nei),
        med_felt(start.si_nei, begrunnelse="tekst"),
        _("Svaret er sendt. Samtalen er åpen som før."),
        knapp=Handling.NEI.label,
    ),
    Handling.STADIUM: Handlingsside(
        _lag_stadium, med_felt(gang.endre_stadium, begrunnelse="tekst"), _("Samarbeidet er flyttet.")
    ),
    Handling.NESTE: Handlingsside(_lag_neste, _utfor_neste, _("Neste steg er lagret.")),
    Handling.FORVENTNING: Handlingsside(
        enkelt(skjemaer.Forventningsskjema),
        med_felt(deler.skriv_forventning),
        _("Forventningen er skrevet ned, og den andre siden får vite det."),
    ),
    Handling.ENIG: Handlingsside(
        enkelt(skjemaer.Ja),
        _med_nr(deler.si_enig),
        _("Dere er enige."),
        knapp=Handling.ENIG.label,
        deler=_numrene,
        mer=_forventningen,
    ),
    Handling.TA_OPP: Handlingsside(
        enkelt(skjemaer.Taoppskjema), _med_nr(deler.ta_opp), deler=_numrene, mer=_forventningen
    ),
    Handling.AVTALE: Handlingsside(
        enkelt(skjemaer.Avtaleskjema), med_felt(deler.skriv_avtale), _("Avtalen er skrevet inn.")
    ),
    Handling.MEDEIER: Handlingsside(
        enkelt(skjemaer.Medeierskjema),
        _spor_medeier,
        _("Den andre siden er spurt. Virksomheten får vite det når de har sagt ja."),
    ),
    Handling.MEDEIER_SVAR: Handlingsside(
        enkelt(skjemaer.Medeiersvar),
        _svar_medeier,
        deler=lambda s: {str(pk) for pk in s.medeiere.filter(ja_tid=None).values_list("pk", flat=True)},
        mer=lambda k: {"medeier": k.samarbeid.medeiere.select_related("part").filter(pk=int(k.del_)).first()},
    ),
    Handling.VIRKNING: Handlingsside(
        enkelt(skjemaer.Ja),
        _med_nr(resultater.ta_med_virkning),
        _("Utkastet er laget. Ingen ser det før dere har sett over det og sendt det inn."),
        knapp=_("Lag utkastet"),
        deler=lambda s: {str(i.nr) for i in resultater.kan_tas_med(s)},
        mer=_virkningen,
        etterpa=_til_virkningen,
    ),
    Handling.EKSEMPEL: Handlingsside(
        enkelt(skjemaer.Eksempelsvar),
        _svar_om_eksempel,
        _("Svaret er lagret."),
        mer=lambda k: {"forslag": vis_eksempel(k.samarbeid)},
    ),
    Handling.AVSLUTT: Handlingsside(
        enkelt(skjemaer.Hindringsskjema),
        med_felt(gang.avslutt),
        _("Samarbeidet er avsluttet."),
        knapp=Handling.AVSLUTT.label,
    ),
    Handling.HINDRINGER: Handlingsside(
        enkelt(skjemaer.Hindringsskjema, _hindringen), med_felt(gang.skriv_hindringer), _("Det er lagret.")
    ),
}
