-- Raw observations: what the archive job writes, and it alone. One row per accepted observation; the identity of an
-- observation (place, sensor, second) is the key, so that writing it again changes nothing.
--
-- Partitions hold one UTC day of observed_at each. They are made as needed and dropped whole by the functions below,
-- so that the writer needs no right to create or drop anything else.

CREATE TABLE outpost.raw_observations (
    place_id text NOT NULL,
    sensor_id text NOT NULL,
    observed_at timestamptz NOT NULL, -- cut to the second
    observed_millisecond smallint NOT NULL, -- what was cut off: 0..999
    received_at timestamptz NOT NULL, -- by the broker
    kafka_partition integer NOT NULL, -- where it stands in outpost.observations.v1
    kafka_offset bigint NOT NULL,
    reporting_interval_seconds integer, -- as declared by the sender
    -- Values as sent. Null: not sent, or flagged.
    air_temperature_celsius double precision,
    dew_point_celsius double precision,
    relative_humidity_percent double precision,
    wind_speed_metres_per_second double precision,
    wind_gust_metres_per_second double precision,
    precipitation_millimetres double precision, -- since the sensor's previous report
    precipitation_counter_millimetres double precision, -- cumulative; may reset
    snow_depth_centimetres double precision,
    snow_water_equivalent_millimetres double precision,
    water_level_metres double precision,
    pressure_hectopascals double precision,
    soil_moisture_percent double precision,
    flagged jsonb, -- {"wind_speed_metres_per_second": {"value": 468.4, "reason": "OUT_OF_RANGE"}}; value null: not a number
    extras jsonb, -- unknown fields of the sender, text to text
    PRIMARY KEY (place_id, observed_at, sensor_id)
) PARTITION BY RANGE (observed_at);

-- Makes the partition of a UTC day, unless it is there; several callers at once are safe.
CREATE FUNCTION outpost.make_raw_partition(day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, outpost AS $$
DECLARE
    partition_name text := 'raw_observations_' || to_char(day, 'YYYYMMDD');
BEGIN
    IF to_regclass('outpost.' || partition_name) IS NOT NULL THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('outpost.raw_observations'));
    EXECUTE format(
        'CREATE TABLE IF NOT EXISTS outpost.%I PARTITION OF outpost.raw_observations FOR VALUES FROM (%L) TO (%L)',
        partition_name,
        to_char(day, 'YYYY-MM-DD') || ' 00:00:00+00',
        to_char(day + 1, 'YYYY-MM-DD') || ' 00:00:00+00');
END $$;

-- Drops the partitions of UTC days before the given one, the oldest first; returns how many. At most 100 in one call:
-- each costs the transaction several locks, of which Postgres has a limited number. Call again until it returns 0.
CREATE FUNCTION outpost.drop_raw_partitions_before(day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, outpost AS $$
DECLARE
    outdated text;
    dropped integer := 0;
BEGIN
    FOR outdated IN
        SELECT child.relname
        FROM pg_inherits
        JOIN pg_class child ON child.oid = pg_inherits.inhrelid
        WHERE pg_inherits.inhparent = 'outpost.raw_observations'::regclass
          AND child.relname < 'raw_observations_' || to_char(day, 'YYYYMMDD')
        ORDER BY child.relname
        LIMIT 100
    LOOP
        EXECUTE format('DROP TABLE outpost.%I', outdated);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END $$;
