-- Preferences as they were saved over HTTP, and which version of each is wanted at which place (docs/adr/0094). By the API alone;
-- what applies at a place follows from the log.

CREATE TABLE outpost.preferences (
    preference_id text PRIMARY KEY CHECK (octet_length(preference_id) BETWEEN 1 AND 256),
    owner_id      text NOT NULL CHECK (octet_length(owner_id) BETWEEN 1 AND 256),
    version       bigint NOT NULL CHECK (version >= 1),
    document      jsonb NOT NULL,
    places        jsonb NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    deleted_at    timestamptz
);
CREATE INDEX preferences_by_owner ON outpost.preferences (owner_id, preference_id);
COMMENT ON TABLE outpost.preferences IS
    'What people want of places: the newest version of each preference. The id of one that was deleted stays its owner''s, without what it said.';
COMMENT ON COLUMN outpost.preferences.document IS 'What is wanted (docs/adr/0090); of a deleted one a JSON null.';
COMMENT ON COLUMN outpost.preferences.places IS
    'As asked for: {"ids": [...]}, {"bbox": [west, south, east, north]} or {"near": [longitude, latitude], "radius_m": ...}; of a deleted one a JSON null.';

-- Where preferences of an area are looked for when a place is put.
CREATE TABLE outpost.preference_areas (
    preference_id text PRIMARY KEY REFERENCES outpost.preferences ON DELETE CASCADE,
    -- Degrees, from the west; an area over the antimeridian ends beyond 180.
    bounds        box NOT NULL,
    -- Of a circle, which lies in its bounds; null: it is a box.
    latitude      double precision,
    longitude     double precision,
    radius_metres double precision,
    CHECK (num_nulls(latitude, longitude, radius_metres) IN (0, 3))
);
CREATE INDEX preference_areas_by_bounds ON outpost.preference_areas USING gist (bounds);
COMMENT ON TABLE outpost.preference_areas IS 'The areas of those preferences that have one.';

CREATE TABLE outpost.preference_copies (
    preference_id   text NOT NULL REFERENCES outpost.preferences,
    place_id        text NOT NULL CHECK (octet_length(place_id) BETWEEN 1 AND 256),
    -- Wanted in the log; or that it is taken back there.
    version         bigint NOT NULL,
    taken_back      boolean NOT NULL DEFAULT false,
    -- The newest in the log; null: none is.
    written_version bigint,
    -- What somebody has begun to write, and nobody knows yet whether it is in the log: by its request and number there it can be found.
    attempt_id      uuid,
    attempt_number  integer,
    attempt_at      timestamptz,
    -- Null: a removal.
    attempt_version bigint,
    tries           integer NOT NULL DEFAULT 0,
    -- Nobody else takes it before: somebody is at it, or it has failed.
    due_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- Since when it is wanted.
    changed_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    pending         boolean GENERATED ALWAYS AS
        (attempt_id IS NOT NULL OR taken_back OR version IS DISTINCT FROM written_version) STORED,
    PRIMARY KEY (preference_id, place_id)
);
CREATE INDEX preference_copies_by_place ON outpost.preference_copies (place_id, preference_id);
CREATE INDEX preference_copies_due ON outpost.preference_copies (due_at) WHERE pending;
CREATE INDEX preference_copies_by_age ON outpost.preference_copies (changed_at) WHERE pending;
COMMENT ON TABLE outpost.preference_copies IS
    'Which version of which preference is wanted at which place, and which one the log has acknowledged there. One that is taken back has its row until that is in the log.';

GRANT INSERT, UPDATE, DELETE ON outpost.preferences, outpost.preference_areas, outpost.preference_copies TO outpost_api;

-- They say what persons want; nobody but the API has to know.
REVOKE SELECT ON outpost.preferences, outpost.preference_areas, outpost.preference_copies FROM outpost_reader;
