-- Raw observations: what the archive job writes, and it alone. One row per accepted observation; the identity of an
-- observation (place, sensor, second) is the key, so that writing it again changes nothing.
--
-- Kept in partitions by observed_at (V8__partitions.sql).

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
