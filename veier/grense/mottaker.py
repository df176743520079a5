"""Hvor mye fremmede kan få portalen til å sende til én, uten at de kan stanse det hun selv ber om.

En grense for alt en mottaker får, kan brukes opp av andre, og da står hun selv utenfor. En grense bare for hver avsender,
gir den som har mange, en åpen vei til innboksen hennes. Derfor to bøtter:

* **Den første fra et sted** i døgnet teller i sin egen bøtte. Den som ber om sin første kode eller bekreftelse, deler den
  bare med andre som aldri har spurt før: seks nett som spør om igjen og om igjen, har brukt seks plasser av den.
* **De neste** fra stedet teller sammen med alles gjentakelser.

Er den ene full, brukes den andre. Til sammen er det taket: to bøtter i timen, uansett hvor mange som spør.

**Det dette ikke stanser:** den som rår over flere friske nett hver time enn den første bøtten har plasser, og bytter dem ut
hele døgnet, kan fylle begge. Eieren venter da til en plass blir ledig, og må kjempe om den. Et sted kontoen har vært logget
inn fra, passord og passnøkkel går utenom alt dette, så en eier med konto kommer inn. Et tak som aldri kan fylles, finnes
ikke uten at innboksen kan det. To brev med hver sin kode kan ikke bli ett: koden hører til økten som ba om den, og den som
fikk seks koder, ville ikke visst hvilken som er hennes.
"""

from __future__ import annotations

from veier.grense.regler import Regel, bruk_en_av

Bruk = list[tuple[Regel, str]]


def bruk_fra_fremmed(
    egne: Bruk, *, fra: str, til: str, forste: Regel, nye_steder: Regel, gjentatt: Regel, felles: str = ""
) -> int:
    """Bruker ``egne`` og en plass hos mottakeren, eller ingenting. Gir sekundene å vente; 0 når de ble brukt.

    ``felles`` skiller dem som ikke skal kunne bruke opp for hverandre.
    """
    mottaker = f"{felles} {til}".strip()
    return bruk_en_av(
        [*egne, (forste, f"{fra} {til}"), (nye_steder, mottaker)],
        [*egne, (gjentatt, mottaker)],
    )
