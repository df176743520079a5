"""Rollene i testene, og ett levende objekt av hvert slag. Det portalens adresser peker på, lages her."""

from __future__ import annotations

import hashlib
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.utils import timezone
from fido2.cose import ES256
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)

from entreprenorer.handlinger.logo import lagre_logo
from entreprenorer.handlinger.referanser import be_om_referanse
from entreprenorer.models import Entreprenor, Idedeling, Referanse, Referansesvar
from entreprenorer.models.referanse import LENKEN_VARER
from kommuner.handlinger.egenkontakt import lagre_kontakt
from kommuner.handlinger.sporsmal import still_sporsmal
from kommuner.models import Medeiersporsmal, OffentligPart, Rolle
from samarbeid.invitasjoner.brev import stoppnokkel
from samarbeid.kalender.handlinger import lag_adresse
from samarbeid.models import (
    Behovstreff,
    Eksempel,
    Innmelding,
    Innpost,
    Medeier,
    Mote,
    Mottakerlenke,
    Pilot,
    Sakspart,
    Samarbeid,
    Skjermet,
    Uttrekk,
)
from samarbeid.models.sak.bilde import ENDELSE, MAPPE, Saksbilde
from samarbeid.samtaler.handlinger.start import lag_mottaker, start_samtale
from samarbeid.samtaler.handlinger.vedlegg import legg_ved
from samarbeid.svar.samtaleonske import Samtaleonske, lag_kode
from samarbeid.utvalg.handlinger import del_med_kolleger, del_utvalg, legg_til, noter_samtale
from samarbeid.varsler import handlinger as varsler
from tests import innhold, kapsel  # noqa: F401 – klienten setter kapselen som portalen gjør
from tests.samarbeid.innmelding.felles import SVAR as INNMELDT
from veier import lenkeinnhold
from veier.brukere.models import Bruker
from veier.epost.avmelding import lenke_for
from veier.epost.brevslag import INVITASJONER
from veier.konto.handlinger import adressebytte
from veier.konto.models import Redaktorinvitasjon
from veier.lenker import avtrykk
from veier.medlemskap.handlinger.foresporsler import be_om_a_bli_med
from veier.medlemskap.handlinger.invitasjoner import inviter
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem, velg_hatt
from veier.medlemskap.models import Medlemsrolle
from veier.personvern.models import Eksport
from veier.referanse.endring import Endring
from veier.regelforslag.handlinger import foresla
from veier.taksonomi.models import Tema
from veier.utkast.handlinger import start_fylt
from veier.vedlegg import lager
from veier.vedlegg.bilde import rent_bilde
from veier.vedlegg.kontroll import Vedleggsfil

ROLLER = (
    "anonym",
    "innlogget",
    "eier",
    "medlem",
    "annen_entreprenor",
    "offentlig",
    "annen_offentlig",
    "redaktor",
    "administrator",
)


def lag_bruker(epost: str, **felt: Any) -> Bruker:
    """En bruker med bekreftet adresse."""
    bruker = Bruker.objects.create_user(epost, **felt)
    EmailAddress.objects.create(user=bruker, email=bruker.epost, verified=True, primary=True)
    return bruker


def lag_redaktor(epost: str = "redaktor@eksempel.no", *, administrator: bool = False) -> Bruker:
    """En redaktør, eller en administrator, med kodeapp."""
    from veier.konto.redaksjon.gruppe import redaktorgruppen

    bruker = lag_bruker(epost, navn="Rita Redaktør", is_staff=True, is_superuser=administrator)
    if not administrator:
        bruker.groups.add(redaktorgruppen())
    TOTP.activate(bruker, generate_totp_secret())
    return bruker


def logg_inn(bruker: Bruker | None, *, bekreftet: bool = True) -> Client:
    """En klient som er logget inn slik portalens egen innlogging gjør det: med spor av måten i økten."""
    klient = Client()
    if bruker is None:
        return klient
    klient.force_login(bruker)
    okt = klient.session
    okt[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(bruker.pk)
    to_trinn = Authenticator.objects.filter(user=bruker).exists()
    okt["account_authentication_methods"] = [
        {
            "method": "mfa" if to_trinn else "code",
            "at": time.time() - (0 if bekreftet else 1800),
            "reauthenticated": bekreftet,
        }
    ]
    okt["okt_begynte"] = okt["okt_sist"] = time.time()
    okt.save()
    return klient


def lag_entreprenor(navn: str, eier: Bruker, **felt: Any) -> Entreprenor:
    entreprenor = Entreprenor.objects.create(navn=navn, slug=navn.lower().replace(" ", "-"), **felt)
    legg_til_medlem(entreprenor, bruker=eier, rolle=Medlemsrolle.ADMINISTRATOR, av=eier, grunn="test")
    return entreprenor


@dataclass
class Verden:
    """Folkene etter rolle, og verdiene adressene trenger, etter adressenavn."""

    folk: dict[str, Bruker | None] = field(default_factory=dict)
    verdier: dict[str, dict[str, Any]] = field(default_factory=dict)

    def klient(self, rolle: str) -> Client:
        return logg_inn(self.folk[rolle])


def lag_verden() -> Verden:
    """Én entreprenør med eier og medlem, en annen ved siden av, to virksomheter, og redaksjonen."""
    v = Verden()
    folk = {
        "innlogget": lag_bruker("nina@eksempel.no", navn="Nina Ny"),
        "eier": lag_bruker("eva@minnekoffert.example", navn="Eva Eier"),
        "medlem": lag_bruker("mads@minnekoffert.example", navn="Mads Medlem"),
        "annen_entreprenor": lag_bruker("ada@annen.example", navn="Ada Annen"),
        "offentlig": lag_bruker("ola@trondheim.kommune.no", navn="Ola Offentlig"),
        "annen_offentlig": lag_bruker("bodil@bergen.kommune.no", navn="Bodil Bergen"),
        "redaktor": lag_redaktor(),
        "administrator": lag_redaktor("admin@eksempel.no", administrator=True),
    }
    v.folk = {"anonym": None, **folk}
    egen = lag_entreprenor("Minnekoffert AS", folk["eier"], organisasjonsnummer="314001001")
    lag_entreprenor("Annen AS", folk["annen_entreprenor"])
    medlem = legg_til_medlem(
        egen, bruker=folk["medlem"], rolle=Medlemsrolle.MEDLEM, av=folk["medlem"], grunn="test"
    )
    invitasjon, nokkel = _invitasjon(egen, folk["eier"])
    foresporsel = be_om_a_bli_med(egen, bruker=folk["innlogget"], melding="Jeg er styreleder.")
    trondheim = OffentligPart.objects.get(slug="trondheim-kommune")
    bergen = OffentligPart.objects.get(slug="bergen-kommune")
    offentlig = legg_til_medlem(
        trondheim,
        bruker=folk["offentlig"],
        rolle=Medlemsrolle.ADMINISTRATOR,
        av=folk["offentlig"],
        grunn="test",
    )
    legg_til_medlem(
        bergen,
        bruker=folk["annen_offentlig"],
        rolle=Medlemsrolle.MEDLEM,
        av=folk["annen_offentlig"],
        grunn="test",
    )
    off_invitasjon, off_nokkel = _invitasjon(trondheim, folk["offentlig"])
    off_foresporsel = be_om_a_bli_med(trondheim, bruker=folk["innlogget"], melding="Jeg er ny her.")
    velg_hatt(folk["eier"], kode=f"entreprenor:{egen.slug}")
    _stoppnokkel = "s" * 43
    adressebytte.Adressebytte.objects.create(
        bruker=folk["innlogget"],
        gammel="nina.gammel@eksempel.no",
        ny=folk["innlogget"].epost,
        avtrykk=adressebytte.avtrykk(_stoppnokkel),
    )
    passnokkel = lag_passnokkel(folk["eier"])
    for kode, slug, m, i, n, f in (
        ("entreprenor", egen.slug, medlem, invitasjon, nokkel, foresporsel),
        ("offentlig", trondheim.slug, offentlig, off_invitasjon, off_nokkel, off_foresporsel),
    ):
        for navn in ("medlemmer", "inviter", "bli_med", "overta", "administrator"):
            v.verdier[f"{kode}_{navn}"] = {"slug": slug}
        v.verdier[f"{kode}_trekk"] = {"slug": slug, "ref": i.ref}
        v.verdier[f"{kode}_svar"] = {"slug": slug, "ref": f.ref}
        v.verdier[f"{kode}_medlemsrolle"] = v.verdier[f"{kode}_fjern"] = {"slug": slug, "ref": m.ref}
        v.verdier[f"{kode}_trekk_foresporsel"] = {"ref": f.ref}
        v.verdier[f"{kode}_invitasjon"] = {"nokkel": n}
    v.verdier["entreprenor"] = {"slug": egen.slug}
    v.verdier["entreprenor_overta"] = {"slug": "jodacare"}
    v.verdier["offentlig_administrator"] = {"slug": bergen.slug}
    _skriv_innhold(v, egen, trondheim)
    eksport = Eksport.objects.create(bruker=folk["eier"], innhold=b"PK", ferdig_tid=timezone.now())
    v.verdier["personvern_hent"] = {"ref": eksport.ref}
    v.verdier["konto_stopp_bytte"] = {"nokkel": _stoppnokkel}
    Redaktorinvitasjon.objects.create(
        epost=folk["innlogget"].epost,
        rolle="redaktor",
        avtrykk=avtrykk("q" * 43),
        invitert_av=folk["administrator"],
    )
    v.verdier["redaktor_invitasjon"] = {"nokkel": "q" * 43}
    v.verdier["epost_av"] = {"nokkel": lenke_for("fremmed@eksempel.no", INVITASJONER).split("/")[-2]}
    v.verdier["mfa_edit_webauthn"] = v.verdier["mfa_remove_webauthn"] = {"pk": passnokkel.pk}
    return v


def _skriv_innhold(v: Verden, egen: Entreprenor, trondheim: OffentligPart) -> None:
    """Den ene entreprenøren har en profil, en idé, en virkning og en referanse ute, og alt på nytt under arbeid."""
    eier, redaktor = v.folk["eier"], v.folk["redaktor"]
    lagre_logo(egen, innhold.bilde(), av=eier)
    innhold.publisert_profil(egen, av=eier, redaktor=redaktor)
    egen.refresh_from_db()
    ide = innhold.publisert_ide(egen, av=eier, redaktor=redaktor, synlighet="offentlige")
    virkning = innhold.publisert_virkning(egen, av=eier, redaktor=redaktor)
    for flyt, objekt, felt in (
        ("profil", egen, "kort"),
        ("ide", ide, "losning"),
        ("virkning", virkning, "motbevis"),
    ):
        versjon = innhold.skriv(flyt, objekt, {felt: ["Noe nytt."]}, av=eier)
        utgave = versjon.utgaver().objects.filter(objekt=objekt).first()
        deler = dict(zip(("slug", "del_"), objekt.adressedeler, strict=False))
        for navn in ("steg", "vis", "send", "trekk", "forkast", "ta_ned", "historikk", "gjenopprett"):
            v.verdier[f"{flyt}_{navn}"] = deler | {"nummer": 1, "utgave": utgave.pk}
        for navn in (
            "",
            "_arbeid",
            "_liste",
            "_ny",
            "_synlighet",
            "_treff",
            "_dupliser",
            "_arkiver",
            "_slett",
        ):
            v.verdier[f"{flyt}{navn}"] = deler
    _skriv_behov(v, trondheim)
    _meld_inn(v)
    Idedeling.objects.create(ide=ide, avtrykk=avtrykk("d" * 22), svar={}, vist_fra_tid=timezone.now())
    v.verdier["ide_deling"] = v.verdier["ide_synlighet"]
    v.verdier["behov_for_oss"] = v.verdier["behov_for_oss_csv"] = {"slug": egen.slug}
    v.verdier["profil_logo"] = {"slug": egen.slug}
    v.verdier["entreprenor_logo"] = {
        "slug": egen.slug,
        "fil": egen.logo.removeprefix("logo/").removesuffix(".png"),
    }
    v.verdier["eksempel_bilde"] = _bilde_i_en_sak()
    utvalg = del_utvalg(legg_til(eier, [egen.slug], utvalg=None, navn="Til møtet"))
    for navn in ("utvalg", "utvalg_slett", "utvalg_fil"):
        v.verdier[navn] = {"ref": utvalg.ref}
    v.verdier["utvalg_delt"] = v.verdier["utvalg_delt_fil"] = {"nokkel": utvalg.delenokkel}
    ola = v.folk["offentlig"]
    delt = legg_til(ola, [egen.slug], utvalg=None, navn="Til ledermøtet")
    del_med_kolleger(delt, trondheim)
    noter_samtale(trondheim, egen, dag=timezone.localdate(), om="Kofferter.", av=ola)
    for navn in ("utvalgene", "utvalget", "utvalget_fil", "snakket"):
        v.verdier[f"offentlig_{navn}"] = {"slug": trondheim.slug, "ref": delt.ref, "entreprenor": egen.slug}
    _lagre_sok(v, eier)
    om = {"part": trondheim, "enhet": "Saupstad sykehjem", "fra_ar": 2021, "til_ar": 2022, "av": eier}
    referanse = be_om_referanse(egen, hva="Kofferter på to avdelinger.", **om)
    lenke = Referanse.objects.filter(pk=referanse.pk)
    lenke.update(avtrykk=avtrykk("r" * 43), utloper_tid=timezone.now() + LENKEN_VARER)
    v.verdier["referanser"] = {"slug": egen.slug}
    v.verdier["referanse_trekk"] = {"slug": egen.slug, "ref": referanse.ref}
    v.verdier["referanse_lenke"] = v.verdier["referanse_trekk"]
    Referansesvar.objects.create(
        referanse=referanse,
        bekreft=True,
        navn="Ola Offentlig",
        stilling="Leder",
        epost="ola@trondheim.kommune.no",
        status=Referansesvar.Status.VENTER_EPOST,
        avtrykk=avtrykk("b" * 43),
        utloper_tid=timezone.now() + LENKEN_VARER,
    )
    onske = Samtaleonske("d" * 22, "Ola Offentlig", "Trondheim", "ola@trondheim.kommune.no", "Ring oss.")
    v.verdier["samtale"] = {"nokkel": "d" * 22}
    v.verdier["samtale_bekreft"] = {"kode": lag_kode(onske)}
    _skriv_samtale(v, egen, trondheim)
    _skriv_samarbeid(v, egen, trondheim)
    v.verdier["referanse_bekreft"] = {"nokkel": "b" * 43}
    v.verdier["referanse_svar_lenke"] = {"nokkel": "r" * 43}
    v.verdier["referanser_til_svar"] = v.verdier["ideer_for_oss"] = {"slug": trondheim.slug}
    v.verdier["referanse_svar_medlem"] = {"slug": trondheim.slug, "ref": referanse.ref}


def _meld_inn(v: Verden) -> None:
    """Et eksempel som er fylt ut, og et som er meldt inn og har en part som er spurt."""
    pabegynt = start_fylt(Innmelding, INNMELDT)
    Innmelding.objects.filter(pk=pabegynt.pk).update(
        avtrykk=avtrykk("i" * 22),
        bekreft_avtrykk=avtrykk("k" * 22),
        epost=INNMELDT["avsender"]["epost"][0],
        bekreft_utloper_tid=timezone.now() + LENKEN_VARER,
    )
    sak = Eksempel.objects.create(slug="meldt-inn-sak", navn="En sak noen meldte inn", offentlig="Oslo kommune",
        sist_kontrollert=timezone.localdate(), meldt_inn_av="offentlig")  # fmt: skip
    Sakspart.objects.create(eksempel=sak, part="offentlig", virksomhet="Oslo kommune", avtrykk=avtrykk("s" * 22),
        utloper_tid=timezone.now() + LENKEN_VARER)  # fmt: skip
    for navn in ("innmelding", "meld_inn_steg", "meld_inn_slett"):
        v.verdier[navn] = {"nokkel": "i" * 22, "nummer": 1}
    v.verdier["innmelding_bekreft"] = {"kode": "k" * 22}
    v.verdier["sakspart"] = {"nokkel": "s" * 22}
    v.verdier["redaksjon_parter"] = {"pk": sak.pk}
    tema = Tema.objects.get(slug="demens")
    forslag = foresla(
        Tema, [Endring(tema.pk, tema.navn, {"navn": tema.navn}, {"navn": "Demens og glemsel"})], [], hvorfor="",
        av=v.folk["administrator"],
    )  # fmt: skip
    v.verdier["regelforslag"] = {"pk": forslag.pk}


def _skriv_samtale(v: Verden, egen: Entreprenor, trondheim: OffentligPart) -> None:
    """Eier har skrevet til kommunen, og lenken er i postmottaket."""
    samtale = start_samtale(
        egen,
        lag_mottaker(trondheim),
        emne="Kofferter på sykehjem",
        rolle="",
        til="postmottak@trondheim.kommune.no",
        tekst="Kan vi få 20 minutter?",
        sendenokkel=uuid.uuid4(),
        av=v.folk["eier"],
    )
    Mottakerlenke.objects.filter(samtale=samtale).update(avtrykk=avtrykk("m" * 43))
    v.verdier["samtale_ny"] = {"slug": "bergen-kommune"}
    v.verdier["samtale_ny_offentlig"] = {"slug": egen.slug}
    v.verdier["samtale_trad"] = v.verdier["samtale_lest"] = {"referanse": samtale.referanse}
    v.verdier["samtale_handling"] = {"referanse": samtale.referanse, "slag": "avslutt"}
    v.verdier["mottaker"] = {"nokkel": "m" * 43}
    v.verdier["redaksjon_innpost"] = {
        "pk": Innpost.objects.create(avtrykk="v" * 64, slag="svar", tilstand="venter", grunn="ukjent").pk
    }
    v.verdier["mottaker_handling"] = {"nokkel": "m" * 43, "slag": "svar"}
    forste = samtale.innlegg.get()
    (vedlegg,) = legg_ved([Vedleggsfil("Notat.pdf", "pdf", b"%PDF-1.7")], innlegg=forste)
    v.verdier["samtale_vedlegg"] = {"referanse": samtale.referanse, "ref": vedlegg.ref}
    v.verdier["mottaker_vedlegg"] = {"nokkel": "m" * 43, "ref": vedlegg.ref}
    uttrekk = Uttrekk.objects.create(
        samtale=samtale, nr=1, side="offentlig", fil=vedlegg.fil, ferdig_tid=timezone.now()
    )
    Skjermet.objects.create(innlegg=forste, tekst="Oppskriften på kofferten.", grunn="Ingen andre kan den.")
    Mote.objects.create(innlegg=forste, tider=[timezone.now()], minutter=20, sted="På nett")
    v.verdier["samtale_mote"], v.verdier["samtale_fortalt"] = (
        {"referanse": samtale.referanse, "nr": 1},
        {"referanse": samtale.referanse},
    )
    v.verdier["mottaker_mote"] = {"nokkel": "m" * 43, "nr": 1}
    v.verdier["samtale_skjermet"] = {"referanse": samtale.referanse, "nr": 1}
    v.verdier["mottaker_skjermet"] = {"nokkel": "m" * 43, "nr": 1}
    v.verdier["redaksjon_samtalen"] = v.verdier["samtale_trad"]
    v.verdier["mottaker_lenken"] = {"nokkel": "m" * 43}
    v.verdier["samtale_arkiv"], v.verdier["mottaker_arkiv"] = v.verdier["samtale_trad"], v.verdier["mottaker"]
    v.verdier["samtale_arkivfil"] = {"referanse": samtale.referanse, "ref": uttrekk.ref}
    v.verdier["mottaker_arkivfil"] = {"nokkel": "m" * 43, "ref": uttrekk.ref}


def _skriv_samarbeid(v: Verden, egen: Entreprenor, trondheim: OffentligPart) -> None:
    """Begge har sagt ja til et samarbeid, og Bergen er spurt om å bli med."""
    na = timezone.now()
    samarbeid = Samarbeid.objects.create(
        entreprenor=egen,
        part=trondheim,
        tittel="Kofferter på to sykehjem",
        foreslatt_av="entreprenor",
        stadium="gjennomgang",
        begynt_tid=na,
    )
    # Den første piloten er avgjort, og de vil prøve mer.
    Pilot.objects.create(
        samarbeid=samarbeid, nr=1, hypotese="Beboerne sover bedre.", innsats_entreprenor="Kurs.",
        innsats_offentlig="To pleiere.", med_mennesker=False, pris=0, personvern="ingen", start_dato=na.date(),
        slutt_dato=na.date(), videre="Konkurranse.", stopp="Ingenting.", beslutningsdato=na.date(), beslutter="enhet",
        beslutter_rolle="leder", beslutter_vet=True, startet_tid=na, avgjorelse="mer", avgjort_tid=na,
    )  # fmt: skip
    bergen = OffentligPart.objects.get(slug="bergen-kommune")
    spurt = Medeier.objects.create(samarbeid=samarbeid, part=bergen, spurt_av="offentlig", godtatt_tid=na)
    v.verdier["samarbeid"] = {"referanse": samarbeid.referanse}
    for navn in ("samarbeid_sluttrapport", "samarbeid_sluttrapport_fil"):
        v.verdier[navn] = {"referanse": samarbeid.referanse, "nummer": 1, "format": "pdf"}
    for navn in ("samarbeid_avtaleutkast", "samarbeid_avtaleutkast_fil"):
        v.verdier[navn] = {"referanse": samarbeid.referanse, "mal": "pilotavtale", "format": "pdf"}
    v.verdier["samarbeid_nytt"] = v.verdier["samtale_trad"]
    v.verdier["samarbeid_spurt"] = {"pk": spurt.pk}
    v.verdier["samarbeid_handling"] = {"referanse": samarbeid.referanse, "slag": "neste"}
    v.verdier["samarbeid_handling_del"] = {"referanse": samarbeid.referanse, "slag": "plan", "del_": "hva"}


def _bilde_i_en_sak() -> dict[str, str]:
    """Et bilde i en av sakene fra fil, rett i databasen: vi prøver adressen, ikke veien dit."""
    fil = lager.skriv(
        MAPPE, rent_bilde(innhold.bilde(), storste_side=64, som="WEBP").innhold, endelse=ENDELSE
    )
    sak = Eksempel.objects.get(slug="jodacare-i-trondheim")
    sak.bilder = [
        Saksbilde(
            {"fil": fil, "bredde": "64", "hoyde": "32", "alt": "En koffert", "opphav": "Oss", "rett": "eget"}
        )
    ]
    sak.save(update_fields=["bilder"])
    return {"slug": sak.slug, "fil": sak.bilder[0].filnavn}


def _skriv_behov(v: Verden, trondheim: OffentligPart) -> None:
    """Et behov er ute, og under arbeid på nytt."""
    ola = v.folk["offentlig"]
    behov = innhold.publisert_behov(trondheim, av=ola, redaktor=v.folk["redaktor"])
    versjon = innhold.skriv("behov", behov, {"bedre": ["Noe nytt."]}, av=ola)
    utgave = versjon.utgaver().objects.filter(objekt=behov).first()
    deler = {"slug": trondheim.slug, "del_": behov.slug, "nummer": 1, "utgave": utgave.pk}
    for navn in (
        "steg", "vis", "send", "trekk", "forkast", "ta_ned", "historikk", "gjenopprett", "dupliser", "arkiver", "slett",
        "liste", "ny", "arbeid", "tilstand", "sporsmal", "medeiere", "treff", "treff_csv", "inviter", "inviter_noen",
    ):  # fmt: skip
        v.verdier[f"behov_{navn}"] = deler
    for navn in ("behov", "behov_sporsmalene", "behov_spor", "behov_vi_ogsa"):
        v.verdier[navn] = {"slug": behov.slug}
    egen = Entreprenor.objects.get(navn="Minnekoffert AS")
    Behovstreff.objects.create(
        behov=behov,
        entreprenor=egen,
        poeng=80,
        passer="ja",
        regelversjon="prøve",
        beregnet_tid=timezone.now(),
    )
    v.verdier["invitasjonsvalg"] = {"slug": egen.slug}
    v.verdier["invitasjoner_av"] = {"kode": stoppnokkel(egen)}
    sporsmal = still_sporsmal(behov, tekst="Hvor mange gjelder det?", malform="nb", av=v.folk["innlogget"])
    v.verdier["behov_sporsmal_svar"] = {**deler, "ref": sporsmal.ref}
    rolle = Rolle.objects.get(slug="leder-sykehjem")
    kontakt = lagre_kontakt(trondheim, rolle, verdier={"navn": "Kari Nordmann", "tittel": "Leder"}, av=ola)
    for navn in (
        "kontakter", "kontakt_felles", "kontakt_rolle", "kontakter_stemmer",
        "kontakter_csv", "kontakter_fra_fil", "kontakter_angre",
    ):  # fmt: skip
        v.verdier[f"offentlig_{navn}"] = {"slug": trondheim.slug, "rolle": rolle.slug}
    v.verdier["kontaktnavn_fjern"] = {"ref": kontakt.ref}
    skrevet = {"behov": behov.slug, "tekst": "Når begynner dere?", "epost": "nora@eksempel.no"}
    bergen = OffentligPart.objects.get(slug="bergen-kommune")
    Medeiersporsmal.objects.create(behov=behov, part=bergen, av=ola)
    v.verdier["behov_medeier_svar"] = {"slug": bergen.slug, "del_": behov.slug}
    v.verdier["behov_spor_bekreft"] = {"kode": lenkeinnhold.lag_kode("sporsmal", skrevet)}


def lag_passnokkel(bruker: Bruker) -> Authenticator:
    """En lagret passnøkkel slik en nettleser ville laget den; den kan vises, men ingen har den hemmelige delen."""
    punkt = ec.generate_private_key(ec.SECP256R1()).public_key()
    legitimasjon = AttestedCredentialData.create(bytes(16), b"n" * 16, ES256.from_cryptography_key(punkt))
    flagg = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    data = AuthenticatorData.create(hashlib.sha256(b"localhost").digest(), flagg, 0, legitimasjon)
    svar = RegistrationResponse(
        raw_id=b"n" * 16,
        response=AuthenticatorAttestationResponse(
            client_data=CollectedClientData.create("webauthn.create", b"u" * 32, "http://localhost"),
            attestation_object=AttestationObject.create("none", data, {}),
        ),
    )
    return Authenticator.objects.create(
        user=bruker, type=Authenticator.Type.WEBAUTHN, data={"name": "Telefonen", "credential": dict(svar)}
    )


def _invitasjon(organisasjon, av):
    """Invitasjonen, og nøkkelen slik den står i e-posten."""
    from veier.epost.models import Utsending

    invitasjon = inviter(organisasjon, epost="invitert@eksempel.no", rolle=Medlemsrolle.MEDLEM, av=av)
    tekst = Utsending.objects.filter(nokkel__startswith=f"invitasjon:{invitasjon.ref}").get().tekst
    return invitasjon, tekst.split("/invitasjon/")[1].split("/")[0]


def _lagre_sok(v: Verden, eier: Bruker) -> None:
    """Ett lagret søk hos eieren, og ett til en adresse uten konto."""
    varsler.lagre_for_konto(eier, liste="behov", sporring="", hyppighet="ukentlig")
    kode = varsler.lag_kode(varsler.Onske("tilskudd", "", "daglig", "fremmed@eksempel.no"))
    rad = varsler.bekreft(kode)
    v.verdier["varsel_bekreft"] = {"kode": kode}
    v.verdier["varsel_av"] = {"kode": varsler.stoppnokkel(rad)}
    v.verdier["varslene_uten_konto"] = {"nokkel": rad.mottaker.nokkel}
    v.verdier["kalenderfil"] = {"nokkel": lag_adresse(eier).nokkel}
