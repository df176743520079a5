"""E-postene om en samtale: til den som har fått den, og til entreprenøren når noe har skjedd."""

from __future__ import annotations

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from samarbeid.models import Innlegg, Mottakerlenke, Samtale, Samtaleside
from samarbeid.samtaler.lenker import lag_lenke
from samarbeid.samtaler.svaradresse import svaradressen
from veier.brukere.models import Bruker
from veier.epost.handlinger import send_brev
from veier.epost.trygg import trygt_navn
from veier.medlemskap.handlinger.medlemmer import som_far_brev
from veier.sprak import virksomhetens

# Det fra virksomheten som holder samtalen i gang.
SVARENE = (
    Innlegg.Slag.MELDING,
    Innlegg.Slag.SVAR,
    Innlegg.Slag.MOTE,
    Innlegg.Slag.MOTETID,
    Innlegg.Slag.REFERAT,
)
VIDERE = (Innlegg.Slag.VIDERESENDT, Innlegg.Slag.INHABIL)


def send_til_mottakeren(samtale: Samtale, innlegg: Innlegg, *, hele: bool = False) -> None:
    """Innlegget i sin helhet, med referansen og en ny lenke. ``hele``: alt som er skrevet, til en som ikke har sett det før.

    Hever ForMangeEposter.
    """
    lenke, nokkel = lag_lenke(samtale, samtale.til)
    svar_til = "" if samtale.ferdig_tid else svaradressen(samtale)
    malform = virksomhetens(samtale.part.malform).kode
    with override(malform):
        utloper = date_format(timezone.localtime(lenke.utloper_tid), "j. F Y")
        rolle = samtale.rolle or _("den det gjelder")
        tekst = hele_teksten(samtale) if hele else _med_vedlegg(innlegg)
        hva = _innledning(samtale, innlegg)
        svarmaten = _slik_svarer_du(samtale, svar_til)
        kan = _dette_kan_du(samtale)
    brev = send_brev(
        "samtale_til_mottaker",
        nokkel=f"{samtale.referanse}:{innlegg.nr}",
        til=samtale.til,
        malform=malform,
        side=("mottaker", [nokkel]),
        hemmelig=True,
        svar_til=svar_til,
        telles_som=_telles_som(samtale, innlegg),
        svarmaten=svarmaten,
        dette_kan_du=kan,
        referanse=samtale.referanse,
        entreprenor=samtale.entreprenor.navn,
        virksomhet=samtale.part.navn,
        innledningen=hva,
        rollen=rolle,
        emnet=samtale.emne,
        innlegget=tekst,
        utloper=utloper,
    )
    if brev:
        Mottakerlenke.objects.filter(pk=lenke.pk).update(melding_id=brev.melding_id)


def send_til_entreprenoren(samtale: Samtale, innlegg: Innlegg) -> None:
    """Varsler den som sist skrev for entreprenøren, eller administratorene når hun ikke er med lenger. Uten innholdet."""
    for bruker in _hos_entreprenoren(samtale):
        with override(bruker.malform):
            hva = _det_som_skjedde(samtale, innlegg)
        send_brev(
            "samtale_nytt",
            nokkel=f"{samtale.referanse}:{innlegg.nr}",
            til=bruker.epost,
            malform=bruker.malform,
            side=("samtale_trad", [samtale.referanse]),
            referanse=samtale.referanse,
            emnet=samtale.emne,
            det_som_skjedde=hva,
        )


def send_om_retur(samtale: Samtale) -> None:
    """Sier til entreprenøren at e-posten til virksomheten kom i retur."""
    for bruker in _hos_entreprenoren(samtale):
        with override(bruker.malform):
            navn = {"navn": samtale.part.navn}
            hva = _("E-posten til %(navn)s kom ikke fram. I samtalen står det hva dere kan gjøre.") % navn
        send_brev(
            "samtale_nytt",
            nokkel=f"{samtale.referanse}:retur:{samtale.siste_nr}",
            til=bruker.epost,
            malform=bruker.malform,
            side=("samtale_trad", [samtale.referanse]),
            referanse=samtale.referanse,
            emnet=samtale.emne,
            det_som_skjedde=hva,
        )


def hele_teksten(samtale: Samtale) -> str:
    """Alt som er skrevet, i rekkefølge, med hvem og når: kollegaen som får det, skal se hvem som sendte det."""
    biter = []
    for innlegg in samtale.innlegg.select_related("av", "skjermet").prefetch_related("vedlegg"):
        if innlegg.tekst:
            dato = date_format(timezone.localtime(innlegg.tid), "j. F Y")
            fra = samtale.entreprenor if innlegg.side == Samtaleside.ENTREPRENOR else samtale.part
            hvem = f" · {innlegg.hvem}" if innlegg.hvem else ""
            # Der saken er gitt videre, er teksten bare adressen.
            hva = f"{innlegg.get_slag_display()}: " if innlegg.slag in VIDERE else ""
            biter.append(f"{fra.navn}{hvem}, {dato}:\n{hva}{_med_vedlegg(innlegg)}")
    return "\n\n".join(biter)


def _telles_som(samtale: Samtale, innlegg: Innlegg) -> str:
    """Entreprenøren, og det siste svaret fra postkassen: den som får svar, kan svare igjen.

    Alle hos entreprenøren telles sammen, i alle samtalene med den samme postkassen. Å takke nei eller sende videre er ikke et
    svar å skrive videre på. Tom når virksomheten selv sender meldingen videre.
    """
    if innlegg.side != Samtaleside.ENTREPRENOR:
        return ""
    svar = Innlegg.objects.filter(
        samtale__entreprenor=samtale.entreprenor_id,
        samtale__til=samtale.til,
        side=Samtaleside.OFFENTLIG,
        slag__in=SVARENE,
    )
    siste = svar.order_by("-tid", "-pk").values_list("pk", flat=True).first()
    return f"entreprenor {samtale.entreprenor_id} etter {siste or 'ingen'}"


def _med_vedlegg(innlegg: Innlegg) -> str:
    """Teksten, og hva som må hentes på siden: filene, når de er kontrollert, og det som er skjermet. De sendes ikke på e-post."""
    deler = [innlegg.tekst]
    if navnene := [v.navn for v in innlegg.vedlegg.all()]:
        deler.append(_("Vedlegg, som hentes på siden: %(navn)s") % {"navn": ", ".join(navnene)})
    if hasattr(innlegg, "skjermet"):
        deler.append(_("En del er merket som forretningshemmelighet, og leses på siden."))
    return "\n\n".join(deler)


def _innledning(samtale: Samtale, innlegg: Innlegg) -> str:
    navn = trygt_navn(samtale.entreprenor.navn)
    if innlegg.slag == Innlegg.Slag.PURRING:
        return _("%(navn)s minner om en melding dere ikke har svart på.") % {"navn": navn}
    if innlegg.slag == Innlegg.Slag.AVSLAG:
        return _("%(navn)s har takket nei.") % {"navn": navn}
    if innlegg.slag == Innlegg.Slag.INHABIL:
        return _("En kollega kan være inhabil, og har gitt saken til deg.")
    if innlegg.slag == Innlegg.Slag.VIDERESENDT:
        return _("En kollega mener at dette er til deg, og har sendt det videre.")
    if innlegg.nr > 1:
        skrev_for = samtale.innlegg.filter(side=Samtaleside.ENTREPRENOR, nr__lt=innlegg.nr).exists()
        setning = _("%(navn)s har skrevet mer i samtalen.") if skrev_for else _("%(navn)s har svart dere.")
        return setning % {"navn": navn}
    return _("%(navn)s er en sosial entreprenør, og vil i kontakt med dere.") % {"navn": navn}


def _dette_kan_du(samtale: Samtale) -> str:
    if samtale.ferdig_tid:
        return _("Du trenger ingen konto for å lese den.")
    if samtale.er_kunngjort:
        return _("Du trenger ingen konto. Er saken til en annen hos dere, kan du sende den videre derfra.")
    if samtale.begynt_av == Samtaleside.OFFENTLIG:  # da er det ingenting å takke nei til
        return _(
            "Du trenger ingen konto. Er saken til en annen hos dere, kan du sende den videre derfra, og du kan avslutte samtalen."
        )
    return _(
        "Du trenger ingen konto. Er meldingen til en annen hos dere, kan du sende den videre derfra, og du kan takke nei."
    )


def _slik_svarer_du(samtale: Samtale, svar_til: str) -> str:
    if samtale.ferdig_tid:
        return _("Samtalen er avsluttet. Dere kan lese den på siden, men ingen kan skrive mer i den.")
    if samtale.er_kunngjort:
        return _(
            "Konkurransen om dette er kunngjort (%(hvor)s). Mens den varer, skriver ingen fritt i samtalen, og et svar på denne "
            "e-posten kommer ikke til entreprenøren. Spørsmål stilles i konkurransen, der alle ser svaret."
        ) % {"hvor": samtale.kunngjort_her}
    if svar_til:
        return _(
            "Svar på siden, eller svar på denne e-posten: det dere skriver, kommer til entreprenøren. "
            "Sender dere svaret fra et sakssystem eller en annen adresse, bruk %(adresse)s."
        ) % {"adresse": svar_til}
    return _("Svar på siden. Et svar på denne e-posten kommer ikke fram.")


def _det_som_skjedde(samtale: Samtale, innlegg: Innlegg) -> str:
    navn = {"navn": samtale.part.navn, "stilling": str(samtale.get_anskaffelse_display()).lower()}
    setninger = {
        Innlegg.Slag.MELDING: _("%(navn)s vil snakke med dere."),
        Innlegg.Slag.SVAR: _("%(navn)s har svart dere."),
        Innlegg.Slag.VIDERESENDT: _("%(navn)s har sendt meldingen videre til en annen hos seg."),
        Innlegg.Slag.AVSLAG: _("%(navn)s har takket nei."),
        Innlegg.Slag.ANSKAFFELSE: _("%(navn)s har sagt hvor anskaffelsen står: %(stilling)s."),
        Innlegg.Slag.AVSLUTTET: _("%(navn)s har avsluttet samtalen."),
        Innlegg.Slag.MOTE: _("%(navn)s har foreslått et møte."),
        Innlegg.Slag.MOTETID: _("%(navn)s har valgt en tid for møtet."),
        Innlegg.Slag.REFERAT: _("%(navn)s har skrevet ned et møte."),
        Innlegg.Slag.INHABIL: _("%(navn)s har gitt saken til en annen hos seg."),
    }
    return setninger[Innlegg.Slag(innlegg.slag)] % navn


def _hos_entreprenoren(samtale: Samtale) -> list[Bruker]:
    siste = samtale.innlegg.filter(side=Samtaleside.ENTREPRENOR).exclude(av=None).order_by("-nr").first()
    if siste and siste.av and samtale.entreprenor.medlemskap.filter(bruker=siste.av).exists():
        return [siste.av]
    return list(som_far_brev(samtale.entreprenor))
