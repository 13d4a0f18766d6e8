-- What became of preferences at their places (docs/adr/0093). Apart from conditions, which anybody may read: a preference is
-- its owner's.

CREATE TABLE outpost.preference_episodes (
    episode_id text PRIMARY KEY,
    place_id text NOT NULL,
    preference_id text NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at timestamptz,
    level text,
    peak_level text,
    retracted boolean NOT NULL,
    revision bigint NOT NULL,
    as_of timestamptz NOT NULL,
    writer_epoch bigint NOT NULL
);
CREATE INDEX preference_episodes_by_preference ON outpost.preference_episodes (preference_id, started_at, episode_id);
COMMENT ON TABLE outpost.preference_episodes IS
    'One row per episode: a time in which a preference held at a place. level is the newest urgency, peak_level the highest so far.';

CREATE TABLE outpost.preference_alerts (
    episode_id text NOT NULL,
    kind text NOT NULL,
    revision bigint NOT NULL,
    alert_id text NOT NULL,
    place_id text NOT NULL,
    preference_id text NOT NULL,
    at timestamptz NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at timestamptz,
    level text,
    peak_level text,
    drivers jsonb NOT NULL,
    as_of timestamptz NOT NULL,
    writer_epoch bigint NOT NULL,
    PRIMARY KEY (episode_id, kind, revision)
);
CREATE INDEX preference_alerts_by_preference ON outpost.preference_alerts (preference_id, at, alert_id);
COMMENT ON TABLE outpost.preference_alerts IS
    'The alerts of preferences on topic outpost.alerts.v1, once more.';

GRANT SELECT, INSERT, UPDATE ON outpost.preference_episodes, outpost.preference_alerts TO outpost_conditions;

SELECT outpost.keep_on_trial(result_table) FROM unnest(ARRAY['preference_episodes', 'preference_alerts']) AS result_table;
