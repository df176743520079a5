"""De vanlige rollene en virksomhet har, i den rekkefølgen folk møter dem."""

from __future__ import annotations

from kommuner.models import OffentligPart, Rolle

# De som møter problemet, først; de folkevalgte til slutt.
REKKEFOLGE = (
    Rolle.Slag.ENHET, Rolle.Slag.SEKTOR, Rolle.Slag.TOPP, Rolle.Slag.INNKJOP, Rolle.Slag.KOORDINATOR,
    Rolle.Slag.FORVALTER, Rolle.Slag.POLITISK,
)  # fmt: skip
# Roller som bare finnes der styreformen er en bestemt: begynnelsen av slugen → styreformene.
BARE_I = {
    "byrad": (OffentligPart.Styreform.BYRAD,),
    "bydel": (OffentligPart.Styreform.BYDEL,),
    "formannskap": (OffentligPart.Styreform.FORMANNSKAP,),
    "fylkesrad": (OffentligPart.Styreform.FYLKESRAD,),
    "fylkesutvalg": (OffentligPart.Styreform.FYLKESUTVALG,),
}


def roller_hos(part: OffentligPart) -> list[Rolle]:
    """Rollene på virksomhetens nivåer og i styreformen den har."""
    roller = [
        rolle
        for rolle in Rolle.objects.synlige().filter(nivaer__overlap=list(part.nivaer))
        if all(
            part.styreform in former or not rolle.slug.startswith(foran) for foran, former in BARE_I.items()
        )
    ]
    return sorted(roller, key=lambda r: (REKKEFOLGE.index(Rolle.Slag(r.slag)), r.navn))
