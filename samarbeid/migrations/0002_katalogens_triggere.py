"""Det katalogen er laget av, legger seg selv i køen når det endres, uansett hvordan det endres.

Vanlig SQL og ikke triggere på modellene: tabellene ligger i appene under denne, og de skal ikke vite om katalogen.
"""

from django.db import migrations

FUNKSJONER = """
CREATE FUNCTION samarbeid_katalog_ko() RETURNS trigger LANGUAGE plpgsql AS $$
-- Argumenter: slaget som skal i køen, og kolonnen som har nummeret.
DECLARE
  for_endring bigint;
  etter_endring bigint;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF;
  END IF;
  IF TG_OP <> 'INSERT' THEN for_endring := (to_jsonb(OLD) ->> TG_ARGV[1])::bigint; END IF;
  IF TG_OP <> 'DELETE' THEN etter_endring := (to_jsonb(NEW) ->> TG_ARGV[1])::bigint; END IF;
  INSERT INTO samarbeid_katalogko (slag, nummer)
    SELECT DISTINCT TG_ARGV[0], nr FROM unnest(ARRAY[for_endring, etter_endring]) nr WHERE nr IS NOT NULL;
  RETURN NULL;
END $$;

CREATE FUNCTION samarbeid_katalog_sak() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  profilene text[] := '{}';
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF;
  END IF;
  IF TG_OP <> 'INSERT' THEN profilene := profilene || OLD.profiler::text[]; END IF;
  IF TG_OP <> 'DELETE' THEN profilene := profilene || NEW.profiler::text[]; END IF;
  INSERT INTO samarbeid_katalogko (slag, nummer)
    SELECT 'entreprenor', id FROM entreprenorer_entreprenor WHERE slug = ANY(profilene);
  RETURN NULL;
END $$;

CREATE FUNCTION samarbeid_katalog_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF;
  INSERT INTO samarbeid_katalogko (slag, nummer)
    SELECT DISTINCT 'entreprenor', entreprenor_id FROM entreprenorer_referanse WHERE part_id = NEW.id;
  RETURN NULL;
END $$;

CREATE FUNCTION samarbeid_katalog_alt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF;
  END IF;
  INSERT INTO samarbeid_katalogko (slag, nummer) SELECT 'alt', 0
    WHERE NOT EXISTS (SELECT FROM samarbeid_katalogko WHERE slag = 'alt' AND xmin = pg_current_xact_id()::xid);
  RETURN NULL;
END $$;

CREATE FUNCTION samarbeid_katalog_jobb() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Én jobb per transaksjon. Én jobb i alt ville ikke holdt: den som alt står i køen, kan begynne før vi er synlige.
  INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, args)
    VALUES ('default', 'samarbeid.oppdater_katalogen', 'katalogen',
            'katalogen:' || pg_current_xact_id()::text, '{}')
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
"""

# (tabellen, funksjonen med argumenter, hendelsene)
ALLE = "INSERT OR UPDATE OR DELETE"
TRIGGERE = (
    ("entreprenorer_entreprenor", "samarbeid_katalog_ko('entreprenor', 'id')", ALLE),
    ("entreprenorer_virkning", "samarbeid_katalog_ko('entreprenor', 'entreprenor_id')", ALLE),
    ("entreprenorer_referanse", "samarbeid_katalog_ko('entreprenor', 'entreprenor_id')", ALLE),
    ("entreprenorer_ide", "samarbeid_katalog_ko('ide', 'id')", ALLE),
    ("entreprenorer_ide_vist_til", "samarbeid_katalog_ko('ide', 'ide_id')", ALLE),
    ("samarbeid_eksempel", "samarbeid_katalog_sak()", ALLE),
    ("kommuner_offentligpart", "samarbeid_katalog_part()", "UPDATE"),
    ("taksonomi_tema", "samarbeid_katalog_alt()", ALLE),
    ("taksonomi_malgruppe", "samarbeid_katalog_alt()", ALLE),
    ("taksonomi_omrade", "samarbeid_katalog_alt()", ALLE),
    ("taksonomi_tidligereomrade", "samarbeid_katalog_alt()", ALLE),
)
LAG = "".join(
    f"CREATE TRIGGER katalogen AFTER {nar} ON {tabell} FOR EACH ROW EXECUTE FUNCTION {funksjon};\n"
    for tabell, funksjon, nar in TRIGGERE
)
# Vektoren og teksten legges utenfor tabellen, så et søk som treffer mange, leser få sider.
LAG += "".join(
    f"ALTER TABLE samarbeid_{tabell} SET (toast_tuple_target = 128);\n" for tabell in ("katalogtekst", "idetekst")
)
LAG += (
    "CREATE TRIGGER katalogen_jobb AFTER INSERT ON samarbeid_katalogko"
    " FOR EACH STATEMENT EXECUTE FUNCTION samarbeid_katalog_jobb();\n"
    # Det som alt finnes, skal også inn.
    "INSERT INTO samarbeid_katalogko (slag, nummer) SELECT 'alt', 0 FROM entreprenorer_entreprenor LIMIT 1;\n"
)
FJERN = "".join(f"DROP TRIGGER katalogen ON {tabell};\n" for tabell, _funksjon, _nar in TRIGGERE)
FJERN += "DROP TRIGGER katalogen_jobb ON samarbeid_katalogko;\n"
FJERN += "".join(
    f"DROP FUNCTION samarbeid_katalog_{navn}();\n" for navn in ("ko", "sak", "part", "alt", "jobb")
)


class Migration(migrations.Migration):
    replaces = [("samarbeid", "0007_katalogens_triggere")]
    dependencies = [
        ("samarbeid", "0001_samlet"),
        ("entreprenorer", "0002_samlet"),
        ("kommuner", "0002_samlet"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]

    operations = [migrations.RunSQL(FUNKSJONER + LAG, FJERN)]
