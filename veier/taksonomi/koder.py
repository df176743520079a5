"""Hva kodene i referansetabellene viser til. ``navn`` står i setningen når en kode er feil."""

from veier.referanse.koder import Faste, Koder, Rader, Tall
from veier.taksonomi import ordforrad

TEMAER = Koder("temaene", (Rader("taksonomi.Tema"),))
MALGRUPPER = Koder("målgruppene", (Rader("taksonomi.Malgruppe"),))
OMRADER = Koder("områdene", (Rader("taksonomi.Omrade", "kode"),))
MODELLER = Koder("samarbeidsmodellene", (Rader("taksonomi.Samarbeidsmodell"),))
TEMA_ELLER_MALGRUPPE = Koder(
    "temaene og målgruppene",
    (Rader("taksonomi.Tema", foran="tema:"), Rader("taksonomi.Malgruppe", foran="malgruppe:")),
)
BELOP_ELLER_TERSKEL = Koder("beløpsgrensene", (Rader("taksonomi.Terskelverdi"), Tall()))

NIVAER = Koder("nivåene", (Faste(ordforrad.Niva),))
MALFORM = Koder("målformene", (Faste(ordforrad.Malform),))
MODENHET = Koder("stegene fra idé til drift", (Faste(ordforrad.Modenhet),))
ORGANISASJONSFORM = Koder("organisasjonsformene", (Faste(ordforrad.Organisasjonsform),))
EFFEKT = Koder("svarene om hva som er målt", (Faste(ordforrad.Effekt),))
SPARER = Koder("svarene om hvem som sparer", (Faste(ordforrad.Sparer),))
TJENESTETYPE = Koder("slagene av tjenester", (Faste(ordforrad.Tjenestetype),))
FINNES = Koder("svarene om noe lignende finnes", (Faste(ordforrad.Finnes),))
STYRES = Koder("svarene om hvem som styrer", (Faste(ordforrad.Styres),))
SITUASJON = Koder("situasjonene", (Faste(ordforrad.Situasjon),))
UTBYTTE = Koder("svarene om utbytte", (Faste(ordforrad.JaNei),))
HINDRINGSSLAG = Koder("slagene av hindringer", (Faste(ordforrad.Hindringsslag),))
AVTALELENGDE = Koder("lengdene", (Faste(ordforrad.Avtalelengde),))
KRITERIER = Koder("kriteriene", (Faste(ordforrad.Kriterium),))
ROLLESLAG = Koder("slagene av roller", (Faste(ordforrad.Rolleslag),))
SIGNALFELT = Koder("spørsmålene", (Faste(ordforrad.Signalfelt),))
SIGNALVERDI = Koder("svarene", tuple(Faste(valg) for valg in dict.fromkeys(ordforrad.SIGNALER.values())))
