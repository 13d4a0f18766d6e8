-- Results of the conditions job. The job alone writes them, by upserts that keep the highest (writer_epoch, revision).
--
-- Columns that all result tables share:
--   revision      number of the event of the place that emitted the row: each record that names the place, and
--                 each deadline, is one; only grows
--   as_of         time of that event: when the broker received its record, or the deadline
--   writer_epoch  number of the submission of the job that wrote the row (writer_epochs)
-- Minutes and quarter hours, of which there are most, are kept in partitions by time (V8__partitions.sql).
-- Of each quantity (unit in the name) in a pane: _n values, _min, _max and _sum; the mean is sum / n. Null: no value, never 0.

CREATE SCHEMA IF NOT EXISTS outpost;

CREATE TABLE outpost.minute_aggregates (
    place_id text NOT NULL,
    start_at timestamptz NOT NULL,
    observations integer NOT NULL,
    coverage double precision,
    air_temperature_celsius_n integer,
    air_temperature_celsius_min double precision,
    air_temperature_celsius_max double precision,
    air_temperature_celsius_sum double precision,
    dew_point_celsius_n integer,
    dew_point_celsius_min double precision,
    dew_point_celsius_max double precision,
    dew_point_celsius_sum double precision,
    relative_humidity_percent_n integer,
    relative_humidity_percent_min double precision,
    relative_humidity_percent_max double precision,
    relative_humidity_percent_sum double precision,
    wind_speed_metres_per_second_n integer,
    wind_speed_metres_per_second_min double precision,
    wind_speed_metres_per_second_max double precision,
    wind_speed_metres_per_second_sum double precision,
    wind_gust_metres_per_second_n integer,
    wind_gust_metres_per_second_min double precision,
    wind_gust_metres_per_second_max double precision,
    wind_gust_metres_per_second_sum double precision,
    snow_depth_centimetres_n integer,
    snow_depth_centimetres_min double precision,
    snow_depth_centimetres_max double precision,
    snow_depth_centimetres_sum double precision,
    snow_water_equivalent_millimetres_n integer,
    snow_water_equivalent_millimetres_min double precision,
    snow_water_equivalent_millimetres_max double precision,
    snow_water_equivalent_millimetres_sum double precision,
    water_level_metres_n integer,
    water_level_metres_min double precision,
    water_level_metres_max double precision,
    water_level_metres_sum double precision,
    pressure_hectopascals_n integer,
    pressure_hectopascals_min double precision,
    pressure_hectopascals_max double precision,
    pressure_hectopascals_sum double precision,
    soil_moisture_percent_n integer,
    soil_moisture_percent_min double precision,
    soil_moisture_percent_max double precision,
    soil_moisture_percent_sum double precision,
    heat_index_celsius_n integer,
    heat_index_celsius_min double precision,
    heat_index_celsius_max double precision,
    heat_index_celsius_sum double precision,
    precipitation_millimetres_n integer,
    precipitation_millimetres_total double precision,
    heat_index_celsius_n_15m integer,
    heat_index_celsius_mean_15m double precision,
    air_temperature_celsius_n_15m integer,
    air_temperature_celsius_mean_15m double precision,
    relative_humidity_percent_n_15m integer,
    relative_humidity_percent_mean_15m double precision,
    coverage_15m double precision,
    heat_index_celsius_n_1h integer,
    heat_index_celsius_mean_1h double precision,
    air_temperature_celsius_n_1h integer,
    air_temperature_celsius_mean_1h double precision,
    relative_humidity_percent_n_1h integer,
    relative_humidity_percent_mean_1h double precision,
    wind_chill_celsius_n_1h integer,
    wind_chill_celsius_mean_1h double precision,
    coverage_1h double precision,
    revision bigint NOT NULL,
    as_of timestamptz NOT NULL,
    writer_epoch bigint NOT NULL,
    PRIMARY KEY (place_id, start_at)
) PARTITION BY RANGE (start_at);
COMMENT ON TABLE outpost.minute_aggregates IS
    'One row per place and non-empty minute [start_at, start_at + 1 min), and the rolling means over the 15 min and 1 h that end with it.';

CREATE TABLE outpost.quarter_hour_rollings (
    place_id text NOT NULL,
    start_at timestamptz NOT NULL,
    heat_index_celsius_n_24h integer,
    heat_index_celsius_mean_24h double precision,
    air_temperature_celsius_n_24h integer,
    air_temperature_celsius_mean_24h double precision,
    relative_humidity_percent_n_24h integer,
    relative_humidity_percent_mean_24h double precision,
    coverage_24h double precision,
    revision bigint NOT NULL,
    as_of timestamptz NOT NULL,
    writer_epoch bigint NOT NULL,
    PRIMARY KEY (place_id, start_at)
) PARTITION BY RANGE (start_at);
COMMENT ON TABLE outpost.quarter_hour_rollings IS
    'One row per place and non-empty quarter hour [start_at, start_at + 15 min): the rolling means over the 24 h that end with it.';

CREATE TABLE outpost.hour_aggregates (
    place_id text NOT NULL,
    start_at timestamptz NOT NULL,
    observations integer NOT NULL,
    coverage double precision,
    air_temperature_celsius_n integer,
    air_temperature_celsius_min double precision,
    air_temperature_celsius_max double precision,
    air_temperature_celsius_sum double precision,
    dew_point_celsius_n integer,
    dew_point_celsius_min double precision,
    dew_point_celsius_max double precision,
    dew_point_celsius_sum double precision,
    relative_humidity_percent_n integer,
    relative_humidity_percent_min double precision,
    relative_humidity_percent_max double precision,
    relative_humidity_percent_sum double precision,
    wind_speed_metres_per_second_n integer,
    wind_speed_metres_per_second_min double precision,
    wind_speed_metres_per_second_max double precision,
    wind_speed_metres_per_second_sum double precision,
    wind_gust_metres_per_second_n integer,
    wind_gust_metres_per_second_min double precision,
    wind_gust_metres_per_second_max double precision,
    wind_gust_metres_per_second_sum double precision,
    snow_depth_centimetres_n integer,
    snow_depth_centimetres_min double precision,
    snow_depth_centimetres_max double precision,
    snow_depth_centimetres_sum double precision,
    snow_water_equivalent_millimetres_n integer,
    snow_water_equivalent_millimetres_min double precision,
    snow_water_equivalent_millimetres_max double precision,
    snow_water_equivalent_millimetres_sum double precision,
    water_level_metres_n integer,
    water_level_metres_min double precision,
    water_level_metres_max double precision,
    water_level_metres_sum double precision,
    pressure_hectopascals_n integer,
    pressure_hectopascals_min double precision,
    pressure_hectopascals_max double precision,
    pressure_hectopascals_sum double precision,
    soil_moisture_percent_n integer,
    soil_moisture_percent_min double precision,
    soil_moisture_percent_max double precision,
    soil_moisture_percent_sum double precision,
    heat_index_celsius_n integer,
    heat_index_celsius_min double precision,
    heat_index_celsius_max double precision,
    heat_index_celsius_sum double precision,
    precipitation_millimetres_n integer,
    precipitation_millimetres_total double precision,
    revision bigint NOT NULL,
    as_of timestamptz NOT NULL,
    writer_epoch bigint NOT NULL,
    PRIMARY KEY (place_id, start_at)
);
COMMENT ON TABLE outpost.hour_aggregates IS
    'One row per place and non-empty hour [start_at, start_at + 1 h).';

CREATE TABLE outpost.day_aggregates (
    place_id text NOT NULL,
    start_at timestamptz NOT NULL,
    observations integer NOT NULL,
    coverage double precision,
    air_temperature_celsius_n integer,
    air_temperature_celsius_min double precision,
    air_temperature_celsius_max double precision,
    air_temperature_celsius_sum double precision,
    dew_point_celsius_n integer,
    dew_point_celsius_min double precision,
    dew_point_celsius_max double precision,
    dew_point_celsius_sum double precision,
    relative_humidity_percent_n integer,
    relative_humidity_percent_min double precision,
    relative_humidity_percent_max double precision,
    relative_humidity_percent_sum double precision,
    wind_speed_metres_per_second_n integer,
    wind_speed_metres_per_second_min double precision,
    wind_speed_metres_per_second_max double precision,
    wind_speed_metres_per_second_sum double precision,
    wind_gust_metres_per_second_n integer,
    wind_gust_metres_per_second_min double precision,
    wind_gust_metres_per_second_max double precision,
    wind_gust_metres_per_second_sum double precision,
    snow_depth_centimetres_n integer,
    snow_depth_centimetres_min double precision,
    snow_depth_centimetres_max double precision,
    snow_depth_centimetres_sum double precision,
    snow_water_equivalent_millimetres_n integer,
    snow_water_equivalent_millimetres_min double precision,
    snow_water_equivalent_millimetres_max double precision,
    snow_water_equivalent_millimetres_sum double precision,
    water_level_metres_n integer,
    water_level_metres_min double precision,
    water_level_metres_max double precision,
    water_level_metres_sum double precision,
    pressure_hectopascals_n integer,
    pressure_hectopascals_min double precision,
    pressure_hectopascals_max double precision,
    pressure_hectopascals_sum double precision,
    soil_moisture_percent_n integer,
    soil_moisture_percent_min double precision,
    soil_moisture_percent_max double precision,
    soil_moisture_percent_sum double precision,
    heat_index_celsius_n integer,
    heat_index_celsius_min double precision,
    heat_index_celsius_max double precision,
    heat_index_celsius_sum double precision,
    precipitation_millimetres_n integer,
    precipitation_millimetres_total double precision,
    revision bigint NOT NULL,
    as_of timestamptz NOT NULL,
    writer_epoch bigint NOT NULL,
    PRIMARY KEY (place_id, start_at)
);
COMMENT ON TABLE outpost.day_aggregates IS
    'One row per place and non-empty UTC day [start_at, start_at + 24 h).';

CREATE TABLE outpost.condition_transitions (
    place_id text NOT NULL,
    condition text NOT NULL,
    at timestamptz NOT NULL,
    revision bigint NOT NULL,
    from_state text NOT NULL,
    state text NOT NULL,
    level text,
    episode_id text,
    drivers jsonb NOT NULL,
    retracted boolean NOT NULL,
    as_of timestamptz NOT NULL,
    writer_epoch bigint NOT NULL,
    PRIMARY KEY (place_id, condition, at, revision)
);
COMMENT ON TABLE outpost.condition_transitions IS
    'Every change of a condition, with every revision of it; of (place_id, condition, at) the highest (writer_epoch, revision) holds, unless retracted.';

CREATE TABLE outpost.condition_episodes (
    episode_id text PRIMARY KEY,
    place_id text NOT NULL,
    condition text NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at timestamptz,
    level text,
    peak_level text,
    retracted boolean NOT NULL,
    revision bigint NOT NULL,
    as_of timestamptz NOT NULL,
    writer_epoch bigint NOT NULL
);
CREATE INDEX condition_episodes_by_place ON outpost.condition_episodes (place_id, condition, started_at);
COMMENT ON TABLE outpost.condition_episodes IS
    'One row per episode: the time in which a condition held. level is the newest, peak_level the highest so far.';

CREATE TABLE outpost.alerts (
    episode_id text NOT NULL,
    kind text NOT NULL,
    revision bigint NOT NULL,
    alert_id text NOT NULL,
    place_id text NOT NULL,
    subject text NOT NULL,
    at timestamptz NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at timestamptz,
    level text,
    drivers jsonb NOT NULL,
    provisional boolean NOT NULL,
    as_of timestamptz NOT NULL,
    writer_epoch bigint NOT NULL,
    PRIMARY KEY (episode_id, kind, revision)
);
CREATE INDEX alerts_by_place ON outpost.alerts (place_id, at, alert_id);
CREATE INDEX alerts_by_time ON outpost.alerts (at, alert_id);
COMMENT ON TABLE outpost.alerts IS
    'The alerts of topic outpost.alerts.v1, once more: what the reconciler compares the topic with.';

CREATE TABLE outpost.places (
    place_id text PRIMARY KEY,
    name text NOT NULL,
    latitude double precision,
    longitude double precision,
    elevation_metres double precision,
    time_zone text NOT NULL,
    stale_after_seconds integer,
    surface text,
    stream_size text,
    aspect_degrees double precision,
    wind_height_metres double precision,
    removed boolean NOT NULL,
    applied_from timestamptz,
    hour_applied_from timestamptz,
    revision bigint NOT NULL,
    as_of timestamptz NOT NULL,
    writer_epoch bigint NOT NULL
);
CREATE INDEX places_by_position ON outpost.places (latitude, longitude) WHERE NOT removed;
COMMENT ON TABLE outpost.places IS
    'The newest parameters of each place. applied_from, hour_applied_from: start of the first minute and of the first hour that they apply to; null: from the first observation.';

CREATE TABLE outpost.place_versions (LIKE outpost.places INCLUDING COMMENTS);
ALTER TABLE outpost.place_versions ADD PRIMARY KEY (place_id, revision);
COMMENT ON TABLE outpost.place_versions IS
    'Every version of the parameters of each place, with the minute and the hour from which it applied.';

CREATE TABLE outpost.place_counters (
    place_id text PRIMARY KEY,
    records bigint NOT NULL,
    accepted bigint NOT NULL,
    duplicate bigint NOT NULL,
    conflict bigint NOT NULL,
    late bigint NOT NULL,
    rejected bigint NOT NULL,
    waiting integer NOT NULL,
    hour_tier_only bigint NOT NULL,
    rewrites bigint NOT NULL,
    flagged jsonb NOT NULL,
    clock_at timestamptz,
    open_panes integer NOT NULL,
    revision bigint NOT NULL,
    as_of timestamptz NOT NULL,
    writer_epoch bigint NOT NULL
);
COMMENT ON TABLE outpost.place_counters IS
    'What became of the records of each place: records = accepted + duplicate + conflict + late + rejected + waiting. '
    'rejected: here only those that the place''s own clock rejected; a record rejected earlier belongs to no place. '
    'waiting: 1 while an observation that jumped ahead by more than 7 days waits for the next one to confirm it. '
    'hour_tier_only of the accepted were too old for the minute tier. flagged counts values left out: {quantity: {reason: n}}. rewrites counts rows of closed panes that were written again. '
    'open_panes 0: every derived row of these records has been written, in the same transaction or before.';
