-- Places that were deleted over HTTP (docs/adr/0081): their rows stay until a log without them is made, and nobody reads them.

CREATE TABLE api.deleted_places (
    place_id text PRIMARY KEY CHECK (octet_length(place_id) BETWEEN 1 AND 256),
    deleted_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE api.deleted_places IS
    'Places that nobody reads or sends for, until an operator has made a log without them and takes the mark away.';

-- Whose keys are revoked with a place.
CREATE INDEX sensors_by_place ON api.sensors (place_id);

-- Each view of bi over a table is its query of before, without the places that are marked. The others read these views.
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN
        SELECT c.oid, c.relname
        FROM pg_class c
        WHERE c.relnamespace = 'bi'::regnamespace AND c.relkind = 'v' AND c.relname <> 'conditions_now'
    LOOP
        EXECUTE format(
            'CREATE OR REPLACE VIEW bi.%I AS SELECT * FROM (%s) shown'
                ' WHERE NOT EXISTS (SELECT FROM api.deleted_places d WHERE d.place_id = shown.place_id)',
            one.relname, rtrim(pg_get_viewdef(one.oid), '; '));
    END LOOP;
END $$;
