from django.db import migrations, models

# Spørringen leses som tsquery slik den er skrevet. to_tsquery delte ordene om igjen etter egne regler: «n/økonomi» ble
# lest som en sti, «n» etterfulgt av «økonomi», og fant aldri navnet. Planleggeren nektes også primærnøkkelen, som
# leser hver vektor.
MENGDER = """
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
    dependencies = [("sok", "0007_ordlisten_uten_kladd")]

    operations = [
        migrations.RunSQL(MENGDER, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="Ordrekke",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stammer",
                    models.CharField(
                        max_length=200,
                        unique=True,
                        verbose_name="stammene med mellomrom, og to for et småord",
                    ),
                ),
                ("indeksert", models.BooleanField(default=False, verbose_name="står i alle radene")),
            ],
            options={"verbose_name": "ordrekke", "verbose_name_plural": "ordrekker"},
        ),
    ]
