-- To roller i databasen: en som eier og migrerer, og en portalen kjører som.
--
-- Kjøres én gang av en administrator i portalens database (den kan kjøres om igjen uten skade):
--     psql --dbname=veier --file=drift/roller.sql
-- Sett så passordene med \password veier_eier og \password veier_app, og bruk dem slik:
--     VEIER_MIGRERING_URL=postgresql://veier_eier:…@vert/veier
--     DATABASE_URL=postgresql://veier_app:…@vert/veier

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'veier_eier') THEN CREATE ROLE veier_eier LOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'veier_app') THEN CREATE ROLE veier_app LOGIN; END IF;
END $$;
ALTER ROLE veier_eier NOSUPERUSER NOCREATEROLE NOCREATEDB NOBYPASSRLS NOREPLICATION;
ALTER ROLE veier_app NOSUPERUSER NOCREATEROLE NOCREATEDB NOBYPASSRLS NOREPLICATION;

-- Utvidelsen lages av administratoren; ingen av rollene trenger å kunne lage flere.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Det som finnes fra før, får den nye eieren. Utvidelsenes egne ting røres ikke.
DO $$
DECLARE ting record;
BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT, TEMPORARY, CREATE ON DATABASE %I TO veier_eier', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO veier_app', current_database());
  FOR ting IN
    SELECT format('%s %s', CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END,
                  c.oid::regclass) AS hva
      FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    UNION ALL
    SELECT format('SEQUENCE %s', c.oid::regclass)
      FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'S'
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('a', 'e', 'i'))
    UNION ALL
    SELECT format('ROUTINE %s', p.oid::regprocedure)
      FROM pg_proc p
     WHERE p.pronamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    UNION ALL
    SELECT format('TYPE %s', t.oid::regtype)
      FROM pg_type t
     WHERE t.typnamespace = 'public'::regnamespace AND t.typtype IN ('e', 'd', 'r')
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')
    UNION ALL
    SELECT format('TYPE %s', t.oid::regtype)
      FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
     WHERE t.typnamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')
  LOOP
    EXECUTE format('ALTER %s OWNER TO veier_eier', ting.hva);
  END LOOP;
END $$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO veier_eier;
GRANT USAGE ON SCHEMA public TO veier_app;
REVOKE CREATE ON SCHEMA public FROM veier_app;

-- Portalen leser og skriver rader. Den kan ikke endre tabeller, slå av triggere eller tømme noe.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM veier_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO veier_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO veier_app;
ALTER DEFAULT PRIVILEGES FOR ROLE veier_eier IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO veier_app;
ALTER DEFAULT PRIVILEGES FOR ROLE veier_eier IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO veier_app;

-- Hendelsesloggen kan bare legges til i, også for den som finner en vei rundt triggeren.
DO $$
BEGIN
  IF to_regclass('public.hendelser_hendelse') IS NOT NULL THEN
    REVOKE UPDATE, DELETE ON hendelser_hendelse FROM veier_app;
  END IF;
  IF to_regclass('public.django_migrations') IS NOT NULL THEN
    REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM veier_app;
  END IF;
END $$;
