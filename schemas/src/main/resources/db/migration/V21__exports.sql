-- Exports of long ranges (docs/adr/0088): what was asked for, how far it is, and the file in compressed chunks. By the API alone,
-- of which each process works on one at a time; all are gone some time after their end.

CREATE TABLE api.exports (
    -- 32 hexadecimal digits, unguessable: it is what opens an export that has no owner.
    id               text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{32}$'),
    -- The subject of the token; null: asked without one, from the address.
    owner            text,
    address          text NOT NULL,
    kind             text NOT NULL,
    format           text NOT NULL,
    -- Of the reads, with the range.
    parameters       json NOT NULL,
    place_ids        text[] NOT NULL,
    units            json NOT NULL,
    state            text NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'RUNNING', 'DONE', 'FAILED')),
    failure          text,
    failure_detail   text,
    asked_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    began_at         timestamptz,
    ended_at         timestamptz,
    expires_at       timestamptz,
    -- Who works on it, until when nobody else does, and how often it was taken up since the last chunk.
    worker           text,
    lease_until      timestamptz,
    tries            integer NOT NULL DEFAULT 0,
    -- Behind what the chunks have: the place, the span of its range, and the cursor within that.
    places_done      integer NOT NULL DEFAULT 0,
    span_from        text,
    after_cursor     text,
    progress         double precision NOT NULL DEFAULT 0,
    rows             bigint NOT NULL DEFAULT 0,
    bytes            bigint NOT NULL DEFAULT 0,
    deflated_bytes   bigint NOT NULL DEFAULT 0,
    crc32            integer NOT NULL DEFAULT 0
);
COMMENT ON TABLE api.exports IS 'Exports that were asked for over HTTP, until some time after their end.';
COMMENT ON COLUMN api.exports.crc32 IS 'Of the bytes so far, as signed.';

CREATE INDEX exports_by_turn ON api.exports (asked_at) WHERE state IN ('WAITING', 'RUNNING');
CREATE INDEX exports_by_owner ON api.exports (owner, asked_at);

CREATE TABLE api.export_chunks (
    export_id           text NOT NULL REFERENCES api.exports ON DELETE CASCADE,
    first_byte          bigint NOT NULL,
    first_deflated_byte bigint NOT NULL,
    bytes               integer NOT NULL,
    deflated            bytea NOT NULL,
    PRIMARY KEY (export_id, first_byte),
    UNIQUE (export_id, first_deflated_byte)
);
-- It is compressed.
ALTER TABLE api.export_chunks ALTER COLUMN deflated SET STORAGE EXTERNAL;
COMMENT ON TABLE api.export_chunks IS 'The files of exports: raw deflate, each chunk readable by itself, all of an export one stream.';
