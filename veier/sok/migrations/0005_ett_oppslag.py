"""Alle spørringene i en tabell i ett oppslag, og det som må leses av vektoren, bare i radene som kan ha det."""

from __future__ import annotations

from django.db import migrations

# Radnumrene som treffer hver spørring, som fire byte hver. Planleggeren nektes å lese hele tabellen og primærnøkkelen: den tror det er
# billig å lese vektorene, som ligger utenfor tabellen. Spørringen leses som tsquery slik den er skrevet (se 0001).
# Alle i én plan: å planlegge hver for seg tok like lang tid som å slå dem opp. Har en spørring to linjer, slås den første opp i
# indeksen, og den andre prøves på radene den ga: å slå opp ord i rekke leser indeksen én gang for hver avstand.
MENGDER = """
CREATE OR REPLACE FUNCTION sok_mengder(tabell regclass, nokkel name, sporringer text[], monstre text[])
RETURNS bytea[]
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_indexscan = off SET jit = off AS $$
DECLARE
  ut bytea[];
BEGIN
  EXECUTE format(
    'SELECT array_agg((SELECT coalesce(string_agg(int4send(%I::int), ''''::bytea), ''''::bytea) FROM %s'
    ' WHERE vektor @@ s.grovt AND (s.fint IS NULL OR vektor @@ s.fint)%s) ORDER BY s.plass)'
    ' FROM (SELECT split_part(sporring, E''\\n'', 1)::tsquery AS grovt,'
    ' nullif(split_part(sporring, E''\\n'', 2), '''')::tsquery AS fint, plass'
    ' FROM unnest($1) WITH ORDINALITY t(sporring, plass) OFFSET 0) s',
    nokkel, tabell, CASE WHEN cardinality(monstre) > 0 THEN ' AND tekst ~* ALL ($2)' ELSE '' END)
    INTO ut USING sporringer, monstre;
  RETURN coalesce(ut, '{}');
END $$;
"""
HVER_FOR_SEG = """
CREATE OR REPLACE FUNCTION sok_mengder(tabell regclass, nokkel name, sporringer text[], monstre text[])
RETURNS bytea[]
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_indexscan = off SET jit = off AS $$
DECLARE
  sporring text;
  mengde bytea;
  ut bytea[] := '{}';
BEGIN
  FOREACH sporring IN ARRAY sporringer LOOP
    EXECUTE format(
      'SELECT coalesce(string_agg(int4send(%I::int), ''''::bytea), ''''::bytea) FROM %s'
      ' WHERE vektor @@ $1::tsquery', nokkel, tabell)
      || CASE WHEN cardinality(monstre) > 0 THEN ' AND tekst ~* ALL ($2)' ELSE '' END
      INTO mengde USING sporring, monstre;
    ut := array_append(ut, mengde);
  END LOOP;
  RETURN ut;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("sok", "0004_tomme_ord")]

    operations = [migrations.RunSQL(MENGDER, HVER_FOR_SEG)]
