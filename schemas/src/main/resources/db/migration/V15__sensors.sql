-- Who may send over HTTP: sensors with their keys (docs/adr/0074). And what the API keeps for them: what was signed already,
-- and how much was asked (docs/adr/0075).

CREATE TABLE api.sensors (
    id text PRIMARY KEY,
    tenant text NOT NULL CHECK (tenant ~ '^[A-Za-z0-9._-]{1,64}$'),
    place_id text NOT NULL CHECK (octet_length(place_id) BETWEEN 1 AND 256),
    sensor_id text CHECK (octet_length(sensor_id) BETWEEN 1 AND 256),
    created_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz
);
COMMENT ON TABLE api.sensors IS 'What may send observations of a place over HTTP.';
COMMENT ON COLUMN api.sensors.sensor_id IS 'The only sensor that it sends for; null: any of its place, as a gateway does.';
COMMENT ON COLUMN api.sensors.revoked_at IS 'From when on none of its keys counts; null: it may send.';

CREATE TABLE api.sensor_keys (
    id text PRIMARY KEY CHECK (id ~ '^[a-z0-9-]{1,64}$'),
    sensor text NOT NULL REFERENCES api.sensors (id),
    algorithm text NOT NULL CHECK (algorithm IN ('ed25519', 'secret')),
    verifier bytea NOT NULL CHECK (octet_length(verifier) = 32),
    slot smallint NOT NULL CHECK (slot IN (1, 2)),
    created_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz
);
-- Two at most, so that one can follow the other without a gap.
CREATE UNIQUE INDEX sensor_keys_active ON api.sensor_keys (sensor, slot) WHERE revoked_at IS NULL;
COMMENT ON TABLE api.sensor_keys IS 'Keys of sensors; a sensor has two that are not revoked at most.';
COMMENT ON COLUMN api.sensor_keys.verifier IS
    'Of ed25519 the public key; of secret the SHA-256 of a secret of at least 128 random bits. Neither lets anybody send.';

CREATE TABLE api.nonces (
    key_id text NOT NULL,
    nonce text NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (key_id, nonce)
);
CREATE INDEX nonces_expires_at ON api.nonces (expires_at);
COMMENT ON TABLE api.nonces IS 'What was signed already; kept until the signature is too old anyway.';

-- Of no use after a crash, and not worth a replica's while.
CREATE UNLOGGED TABLE api.rate_limits (
    name text PRIMARY KEY,
    state bytea NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX rate_limits_expires_at ON api.rate_limits (expires_at);
COMMENT ON TABLE api.rate_limits IS 'How much sensors and tenants may still ask, in the form of Bucket4j.';
COMMENT ON COLUMN api.rate_limits.expires_at IS 'From then on it is as good as full.';
