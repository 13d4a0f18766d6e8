-- Where alerts are sent, and what became of each (docs/adr/0095). The API keeps the channels; the process of outpost deliver makes
-- and ends the deliveries.

CREATE TABLE api.channels (
    owner_id           text NOT NULL CHECK (octet_length(owner_id) BETWEEN 1 AND 256),
    channel_id         text NOT NULL CHECK (octet_length(channel_id) BETWEEN 1 AND 256),
    kind               text NOT NULL CHECK (kind IN ('WEBHOOK', 'SLACK', 'EMAIL')),
    address            text NOT NULL CHECK (octet_length(address) BETWEEN 1 AND 2048),
    -- Of a webhook, by which what is sent is signed: whsec_ and base64.
    secret             text CHECK ((secret IS NOT NULL) = (kind = 'WEBHOOK')),
    -- Of the owner's; null: of all of them.
    preference_ids     text[] CHECK (cardinality(preference_ids) <= 100),
    conditions         boolean NOT NULL DEFAULT false,
    -- Null: of all.
    condition_places   text[] CHECK (cardinality(condition_places) BETWEEN 1 AND 1000),
    condition_levels   text[] CHECK (cardinality(condition_levels) BETWEEN 1 AND 32),
    -- After so long without a word of who was notified, once more; null: never.
    follow_up_seconds  integer CHECK (follow_up_seconds BETWEEN 60 AND 604800),
    created_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    disabled_at        timestamptz,
    disabled_reason    text,
    -- Of sends in a row that failed, and until when there is no other.
    failures           integer NOT NULL DEFAULT 0,
    paused_until       timestamptz,
    -- When there is something to do next; null: never.
    due_at             timestamptz,
    -- Who is at it, and until when nobody else is.
    worker             text,
    lease_until        timestamptz,
    PRIMARY KEY (owner_id, channel_id)
);
COMMENT ON TABLE api.channels IS 'Where people want to be notified: one row for each receiver of an owner.';
CREATE INDEX channels_due ON api.channels (due_at) WHERE disabled_at IS NULL;
CREATE INDEX channels_of_conditions ON api.channels (owner_id) WHERE conditions AND condition_places IS NULL;
CREATE INDEX channels_by_condition_place ON api.channels USING gin (condition_places) WHERE conditions;

CREATE TABLE api.deliveries (
    owner_id      text NOT NULL,
    channel_id    text NOT NULL,
    -- Of the alert; of a follow-up and of a trial, of their own.
    alert_id      text NOT NULL,
    -- The order in which a channel is notified, which for a place is that of its alerts.
    number        bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    kind          text NOT NULL,
    episode_id    text,
    place_id      text,
    preference_id text,
    subject       text,
    level         text,
    at            timestamptz NOT NULL,
    -- What is sent, as JSON.
    body          text NOT NULL,
    -- Of the trace that the alert came with.
    traceparent   text,
    state         text NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'DELIVERED', 'DEAD', 'DROPPED')),
    -- Not before.
    due_at        timestamptz NOT NULL,
    -- It has waited for quiet hours, a mute or a snooze to end.
    held          boolean NOT NULL DEFAULT false,
    -- When it was looked at for that.
    held_at       timestamptz,
    attempts      integer NOT NULL DEFAULT 0,
    last_status   integer,
    last_error    text,
    last_tried_at timestamptz,
    created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- Since when it is tried without success.
    failing_since timestamptz,
    ended_at      timestamptz,
    PRIMARY KEY (owner_id, channel_id, alert_id),
    FOREIGN KEY (owner_id, channel_id) REFERENCES api.channels ON DELETE CASCADE
);
COMMENT ON TABLE api.deliveries IS
    'What was to be delivered to a channel: one row for each alert and channel, whatever became of it, until some time after its end.';
CREATE INDEX deliveries_waiting ON api.deliveries (owner_id, channel_id, number) WHERE state = 'WAITING';
CREATE INDEX deliveries_by_state ON api.deliveries (owner_id, channel_id, state, number);
CREATE INDEX deliveries_by_channel ON api.deliveries (owner_id, channel_id, number);
CREATE INDEX deliveries_by_episode ON api.deliveries (episode_id, owner_id, channel_id, number);
CREATE INDEX deliveries_by_alert ON api.deliveries (alert_id, owner_id);
CREATE INDEX deliveries_by_place ON api.deliveries (place_id);
CREATE INDEX deliveries_ended ON api.deliveries (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX deliveries_due ON api.deliveries (due_at) WHERE state = 'WAITING';

CREATE TABLE api.episode_answers (
    owner_id        text NOT NULL,
    episode_id      text NOT NULL,
    acknowledged_at timestamptz,
    snoozed_until   timestamptz,
    answered_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (owner_id, episode_id)
);
CREATE INDEX episode_answers_by_age ON api.episode_answers (answered_at);
COMMENT ON TABLE api.episode_answers IS 'What people said to episodes that they were notified of.';

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'outpost_deliver') THEN
        BEGIN
            CREATE ROLE outpost_deliver NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL; -- by a migration of another database of the same server
        END;
    END IF;
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO outpost_deliver', current_database());
END $$;

GRANT USAGE ON SCHEMA outpost, api TO outpost_deliver;
GRANT SELECT ON outpost.preferences, outpost.places, api.deleted_places TO outpost_deliver;
GRANT SELECT, UPDATE ON api.channels TO outpost_deliver;
GRANT SELECT, INSERT, UPDATE, DELETE ON api.deliveries, api.episode_answers TO outpost_deliver;

-- The API makes secrets and shows each once; it never reads one.
REVOKE SELECT ON api.channels FROM outpost_api;
GRANT SELECT (owner_id, channel_id, kind, address, preference_ids, conditions, condition_places, condition_levels, follow_up_seconds,
    created_at, updated_at, disabled_at, disabled_reason, failures, paused_until, due_at) ON api.channels TO outpost_api;
