"""Sikkerhetskopi og gjenoppretting: databasen, bildene, og hvilke nøkler som trengs – i én kryptert fil.

Filen er en tar kryptert i age-formatet. Krypteringen oppdager at noe er endret eller kuttet: uten siste bit lar den seg
ikke åpne, og en avbrutt kopi kan derfor aldri se hel ut. Nøklene portalen bruker, er aldri med; manifestet har navnene
og avtrykkene, så den som gjenoppretter, ser om hun har de riktige.
"""


class Kopifeil(Exception):
    """Kopien kan ikke lages eller brukes. Meldingen er én setning om hva som er galt."""
