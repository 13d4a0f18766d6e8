-- Who may do what: a group role for each part, to which an operator grants logins (docs/operations.md). None may create,
-- change or drop anything, but partitions by the functions that are made for it; the owner, who migrates, is no group.
-- A migration that makes a table grants it to the job that writes it; outpost_reader reads every table of the owner.
--
-- This needs the right to create roles, unless these are there already, and the database's ownership.

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['outpost_reader', 'outpost_api', 'outpost_conditions', 'outpost_archive'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', name);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL; -- by a migration of another database of the same server
            END;
        END IF;
        EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), name);
    END LOOP;
    -- Of every login, on any database, by default.
    EXECUTE format('REVOKE CONNECT, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
    -- The batches of the jobs go through temporary tables.
    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO outpost_conditions, outpost_archive', current_database());
END $$;

GRANT USAGE ON SCHEMA outpost TO outpost_reader, outpost_api, outpost_conditions, outpost_archive;

-- verify, reconcile, replay --wait: they read.
GRANT SELECT ON ALL TABLES IN SCHEMA outpost TO outpost_reader, outpost_api;
ALTER DEFAULT PRIVILEGES IN SCHEMA outpost GRANT SELECT ON TABLES TO outpost_reader, outpost_api;

-- The API also keeps what is its own, of which there is nothing yet; its tables are made by migrations as well.
CREATE SCHEMA IF NOT EXISTS api;
GRANT USAGE ON SCHEMA api TO outpost_api;
ALTER DEFAULT PRIVILEGES IN SCHEMA api GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO outpost_api;

-- An upsert reads what it may have to replace.
GRANT SELECT, INSERT, UPDATE ON
    outpost.minute_aggregates, outpost.quarter_hour_rollings, outpost.hour_aggregates, outpost.day_aggregates,
    outpost.condition_transitions, outpost.condition_episodes, outpost.alerts,
    outpost.places, outpost.place_versions, outpost.place_counters
    TO outpost_conditions;
GRANT SELECT, INSERT ON outpost.writer_epochs TO outpost_conditions;

GRANT SELECT, INSERT ON outpost.raw_observations TO outpost_archive;

-- A migration that makes a function takes it from everybody as well: there is no default for that in a schema.
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA outpost FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    outpost.make_partition(text, timestamptz), outpost.drop_partitions_before(text, timestamptz)
    TO outpost_conditions, outpost_archive;
