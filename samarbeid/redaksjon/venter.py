"""Det som venter på at redaksjonen svarer."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.text import Truncator

from entreprenorer.models import Entreprenor, Referansesvar
from samarbeid.models import Eksempel, Eksempelversjon, Henvendelse, Innpost, Sakspart
from samarbeid.publisering.flyter import finn_meldte
from samarbeid.publisering.flyter.flyt import Skriveflyt
from samarbeid.redaksjon.koer import Ko, Post, lag_ko, listen, skjemaet
from veier.gjennomgang.models import Versjon
from veier.medlemskap.models import Foresporsel
from veier.medlemskap.slag import alle_slag
from veier.regelforslag.models import Regelforslag

MELDINGER, FEIL, SAKER = "melding", "feil", "sak"


def det_som_venter() -> Iterator[Ko]:
    """Profiler, ideer, virkninger, saker, endringer i reglene, organisasjoner, medlemskap, referanser og meldinger."""
    yield _meldinger()
    yield _saker()
    yield _regelforslag()
    yield _partssvar()
    yield _innpost()
    for flyt in finn_meldte().values():
        yield _til_gjennomgang(flyt)
    yield _organisasjoner()
    for slag in alle_slag().values():
        yield _medlemskap(slag.kode, slag.foresporsel)
    yield _referansesvar()


def meldte_feil() -> Ko:
    """«Noe er feil her», fra bunnen av hver side."""
    feil = Henvendelse.objects.i_koen().filter(emne=Henvendelse.Emne.FEIL)
    return lag_ko(
        feil, "sendt_tid", _melding, slag=FEIL, navn="Meldt at noe er feil", gjor="Les og svar",
        alle=listen(Henvendelse, emne__exact="feil"),
    )  # fmt: skip


def _meldinger() -> Ko:
    meldinger = Henvendelse.objects.i_koen().exclude(emne=Henvendelse.Emne.FEIL)
    return lag_ko(
        meldinger, "sendt_tid", _melding, slag=MELDINGER, navn="Meldinger", gjor="Les og svar",
        alle=listen(Henvendelse),
    )  # fmt: skip


def _melding(melding: Henvendelse) -> Post:
    return Post(
        nokkel=str(melding.pk),
        navn=f"{melding.referanse}: {_kort(melding.tekst)}",
        siden=melding.sendt_tid,
        adresse=reverse("redaksjon_melding", args=[melding.referanse]),
        merknad=melding.om_side or str(melding.get_emne_display()),
    )


def _saker() -> Ko:
    def post(versjon: Eksempelversjon) -> Post:
        meldt = (
            f"meldt inn av {versjon.objekt.get_meldt_inn_av_display().lower()}"
            if versjon.objekt.meldt_inn_av
            else ""
        )
        sist = f"skrevet av {versjon.endret_av}" if versjon.endret_av else meldt
        status = f"{versjon.get_status_display()}, {sist}" if sist else versjon.get_status_display()
        adresse = skjemaet(versjon.objekt)
        return Post(str(versjon.objekt_id), str(versjon.objekt), versjon.endret_tid, adresse, status)

    return lag_ko(
        Eksempelversjon.objects.select_related("objekt", "endret_av"), "endret_tid", post,
        slag=SAKER, navn="Eksempler under arbeid", gjor="Åpne saken",
        alle=listen(Eksempel, venter="ja"),
    )  # fmt: skip


def _regelforslag() -> Ko:
    def post(forslag: Regelforslag) -> Post:
        ulike = [f"{len(v.ulike)} av {v.navn}" for v in forslag.utfallet if v.ulike]
        gjor = f"{' og '.join(ulike)} får et annet svar" if ulike else "ingen får et annet svar"
        hvem = f"foreslått av {forslag.foreslatt_av}" if forslag.foreslatt_av else "uten den som foreslo det"
        adresse = reverse("regelforslag", args=[forslag.pk])
        return Post(str(forslag.pk), str(forslag), forslag.foreslatt_tid, adresse, f"{gjor}, {hvem}")

    return lag_ko(
        Regelforslag.objects.ventende().select_related("foreslatt_av"), "foreslatt_tid", post,
        slag="regelforslag", navn="Forslag til ord og regler", gjor="Se på det og svar", alle=reverse("regelforslagene"),
    )  # fmt: skip


def _partssvar() -> Ko:
    def post(part: Sakspart) -> Post:
        adresse = reverse("redaksjon_parter", args=[part.eksempel_id])
        return Post(
            str(part.pk),
            str(part.eksempel),
            part.svart_tid,
            adresse,
            f"{part.virksomhet}: {part.get_svar_display()}",
        )

    return lag_ko(
        Sakspart.objects.filter(svart_tid__isnull=False, behandlet_tid=None).select_related("eksempel"), "svart_tid", post,
        slag="sakspart", navn="Svar fra parter i eksempler", gjor="Les svaret",
    )  # fmt: skip


def _innpost() -> Ko:
    def post(epost: Innpost) -> Post:
        adresse = reverse("redaksjon_innpost", args=[epost.pk])
        hvem = f"Fra {epost.domene or 'ukjent avsender'}"
        return Post(str(epost.pk), hvem, epost.mottatt_tid, adresse, str(epost.get_grunn_display()))

    return lag_ko(
        Innpost.objects.i_skuffen(), "mottatt_tid", post, slag="innpost", navn="E-post som ikke er lagt inn",
        gjor="Legg den på plass", alle=reverse("redaksjon_innposten"),
    )  # fmt: skip


def _til_gjennomgang(flyt: Skriveflyt) -> Ko:
    modell = flyt.versjon

    def post(versjon: Versjon) -> Post:
        adresse = reverse(versjon.redaksjonsside, args=versjon.objekt.adressedeler)
        hos = str(versjon.objekt.eier or "")
        navn = str(versjon.objekt)
        return Post(str(versjon.pk), navn, versjon.innsendt_tid, adresse, "" if hos == navn else hos)

    return lag_ko(
        modell._default_manager.filter(status=Versjon.Status.SENDT_INN).select_related(flyt.eierfelt),
        "innsendt_tid", post, slag=flyt.navn, navn=f"{flyt.overskrift}: til gjennomgang",
        gjor="Se på den og svar", alle=listen(modell, status__exact="sendt_inn"),
    )  # fmt: skip


def _organisasjoner() -> Ko:
    def post(entreprenor: Entreprenor) -> Post:
        adresse = reverse("admin:entreprenorer_entreprenor_bekreft", args=[entreprenor.pk])
        return Post(str(entreprenor.pk), entreprenor.navn, entreprenor.opprettet_tid, adresse)

    return lag_ko(
        Entreprenor.objects.filter(bekreftelse=Entreprenor.Bekreftelse.VENTER), "opprettet_tid", post,
        slag="organisasjon", navn="Organisasjoner som venter på bekreftelse", gjor="Se på den og svar",
        alle=listen(Entreprenor, bekreftelse__exact="venter"),
    )  # fmt: skip


def _medlemskap(kode: str, modell: type[Foresporsel]) -> Ko:
    venter = listen(modell, status__exact="venter", til_redaksjonen_tid__isempty=0)

    def post(foresporsel: Foresporsel) -> Post:
        return Post(
            str(foresporsel.pk), str(foresporsel), foresporsel.til_redaksjonen_tid, venter,
            _kort(foresporsel.melding),
        )  # fmt: skip

    hos = "entreprenører" if kode == "entreprenor" else "offentlige virksomheter"
    sporring = modell._default_manager.filter(
        status=Foresporsel.Status.VENTER, til_redaksjonen_tid__isnull=False
    ).select_related("organisasjon", "bruker")  # type: ignore[misc]  # feltet står i arvingen
    return lag_ko(
        sporring, "til_redaksjonen_tid", post, slag=f"medlem_{kode}",
        navn=f"Vil være med hos {hos}", gjor="Gå til listen og svar", alle=venter,
    )  # fmt: skip


def _referansesvar() -> Ko:
    venter = listen(Referansesvar, status__exact="redaksjon")

    def post(svar: Referansesvar) -> Post:
        return Post(str(svar.pk), str(svar), svar.sendt_tid, venter, str(svar.referanse))

    sporring = Referansesvar.objects.filter(status=Referansesvar.Status.VENTER_REDAKSJON)
    return lag_ko(
        sporring.select_related("referanse__entreprenor", "referanse__part"), "sendt_tid", post,
        slag="referansesvar", navn="Svar på referanser", gjor="Gå til listen og svar", alle=venter,
    )  # fmt: skip


def _kort(tekst: str) -> str:
    return Truncator(" ".join(tekst.split())).chars(90)
