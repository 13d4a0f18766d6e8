-- Requests that write to the log and have an Idempotency-Key, so that one that is sent again is answered as the first was,
-- and goes on where an API that ended in the middle of it left off. Kept for a day after they began.

CREATE TABLE api.idempotency_keys (
    caller         text NOT NULL,
    key            text NOT NULL,
    request_sha256 bytea NOT NULL,
    -- In a header of each of its records, by which those that are in the log are found.
    request_id     uuid NOT NULL,
    began_at       timestamptz NOT NULL,
    -- Until then the API that began, or went on with, it may write to the log.
    lease_until    timestamptz NOT NULL,
    -- Of a 202; null while it is in progress.
    answer         text,
    PRIMARY KEY (caller, key)
);

CREATE INDEX idempotency_keys_by_age ON api.idempotency_keys (began_at);
