-- What people with a BI tool read (docs/bi.md): views over the result tables, in a schema of their own. Names and columns of the
-- views stay: a later version adds columns at the end of a view, and views. They run with the rights of their owner, so that
-- outpost_bi, the group of those people, may read them and no table.
--
-- A column of a table that a view reads cannot change its type or go before the view is made anew. This needs the right to
-- create roles, unless outpost_bi is there already.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'outpost_bi') THEN
        BEGIN
            CREATE ROLE outpost_bi NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL; -- by a migration of another database of the same server
        END;
    END IF;
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO outpost_bi', current_database());
END $$;

CREATE SCHEMA bi;
GRANT USAGE ON SCHEMA bi TO outpost_bi;
ALTER DEFAULT PRIVILEGES IN SCHEMA bi GRANT SELECT ON TABLES TO outpost_bi;

-- The mean of n directions by the sums of the east and the north of their unit vectors, as the API has it: 0 to below 360; null
-- where there are none, or they cancel.
CREATE FUNCTION bi.direction_degrees(n integer, east_sum double precision, north_sum double precision)
RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN n > 0 AND sqrt(east_sum ^ 2 + north_sum ^ 2) >= 1e-9 * n THEN
    CASE
        WHEN atan2d(east_sum, north_sum) >= 0 THEN atan2d(east_sum, north_sum)
        WHEN atan2d(east_sum, north_sum) + 360 < 360 THEN atan2d(east_sum, north_sum) + 360
        ELSE 0
    END
END;
REVOKE EXECUTE ON FUNCTION bi.direction_degrees FROM PUBLIC;
GRANT EXECUTE ON FUNCTION bi.direction_degrees TO outpost_bi;

CREATE VIEW bi.places AS
SELECT
    place_id, p.name, p.latitude, p.longitude, p.elevation_metres, p.time_zone, p.surface, p.stream_size, p.aspect_degrees,
    p.wind_height_metres, p.name IS NOT NULL AS registered, t.clock_at AS latest_at,
    coalesce(p.stale_after_seconds, 10800) AS stale_after_seconds, -- the default of the API (Freshness)
    t.records, t.accepted, t.duplicate, t.conflict, t.late, t.rejected,
    greatest(p.as_of, t.as_of) AS as_of
FROM (SELECT * FROM outpost.places WHERE NOT removed) p
FULL JOIN outpost.place_counters t USING (place_id);

CREATE VIEW bi.minutes AS
SELECT
    place_id, start_at, observations, coverage,
    air_temperature_celsius_n, air_temperature_celsius_min, air_temperature_celsius_max,
    air_temperature_celsius_sum / nullif(air_temperature_celsius_n, 0) AS air_temperature_celsius_mean,
    dew_point_celsius_n, dew_point_celsius_min, dew_point_celsius_max,
    dew_point_celsius_sum / nullif(dew_point_celsius_n, 0) AS dew_point_celsius_mean,
    relative_humidity_percent_n, relative_humidity_percent_min, relative_humidity_percent_max,
    relative_humidity_percent_sum / nullif(relative_humidity_percent_n, 0) AS relative_humidity_percent_mean,
    wind_speed_metres_per_second_n, wind_speed_metres_per_second_min, wind_speed_metres_per_second_max,
    wind_speed_metres_per_second_sum / nullif(wind_speed_metres_per_second_n, 0) AS wind_speed_metres_per_second_mean,
    wind_gust_metres_per_second_n, wind_gust_metres_per_second_min, wind_gust_metres_per_second_max,
    wind_gust_metres_per_second_sum / nullif(wind_gust_metres_per_second_n, 0) AS wind_gust_metres_per_second_mean,
    snow_depth_centimetres_n, snow_depth_centimetres_min, snow_depth_centimetres_max,
    snow_depth_centimetres_sum / nullif(snow_depth_centimetres_n, 0) AS snow_depth_centimetres_mean,
    snow_water_equivalent_millimetres_n, snow_water_equivalent_millimetres_min, snow_water_equivalent_millimetres_max,
    snow_water_equivalent_millimetres_sum / nullif(snow_water_equivalent_millimetres_n, 0)
        AS snow_water_equivalent_millimetres_mean,
    water_level_metres_n, water_level_metres_min, water_level_metres_max,
    water_level_metres_sum / nullif(water_level_metres_n, 0) AS water_level_metres_mean,
    pressure_hectopascals_n, pressure_hectopascals_min, pressure_hectopascals_max,
    pressure_hectopascals_sum / nullif(pressure_hectopascals_n, 0) AS pressure_hectopascals_mean,
    soil_moisture_percent_n, soil_moisture_percent_min, soil_moisture_percent_max,
    soil_moisture_percent_sum / nullif(soil_moisture_percent_n, 0) AS soil_moisture_percent_mean,
    uv_index_n, uv_index_min, uv_index_max,
    uv_index_sum / nullif(uv_index_n, 0) AS uv_index_mean,
    heat_index_celsius_n, heat_index_celsius_min, heat_index_celsius_max,
    heat_index_celsius_sum / nullif(heat_index_celsius_n, 0) AS heat_index_celsius_mean,
    precipitation_millimetres_n, precipitation_millimetres_total,
    wind_direction_degrees_n,
    bi.direction_degrees(wind_direction_degrees_n, wind_direction_degrees_east_sum, wind_direction_degrees_north_sum)
        AS wind_direction_degrees_mean,
    as_of
FROM outpost.minute_aggregates;

CREATE VIEW bi.hours AS
SELECT
    place_id, start_at, observations, coverage,
    air_temperature_celsius_n, air_temperature_celsius_min, air_temperature_celsius_max,
    air_temperature_celsius_sum / nullif(air_temperature_celsius_n, 0) AS air_temperature_celsius_mean,
    dew_point_celsius_n, dew_point_celsius_min, dew_point_celsius_max,
    dew_point_celsius_sum / nullif(dew_point_celsius_n, 0) AS dew_point_celsius_mean,
    relative_humidity_percent_n, relative_humidity_percent_min, relative_humidity_percent_max,
    relative_humidity_percent_sum / nullif(relative_humidity_percent_n, 0) AS relative_humidity_percent_mean,
    wind_speed_metres_per_second_n, wind_speed_metres_per_second_min, wind_speed_metres_per_second_max,
    wind_speed_metres_per_second_sum / nullif(wind_speed_metres_per_second_n, 0) AS wind_speed_metres_per_second_mean,
    wind_gust_metres_per_second_n, wind_gust_metres_per_second_min, wind_gust_metres_per_second_max,
    wind_gust_metres_per_second_sum / nullif(wind_gust_metres_per_second_n, 0) AS wind_gust_metres_per_second_mean,
    snow_depth_centimetres_n, snow_depth_centimetres_min, snow_depth_centimetres_max,
    snow_depth_centimetres_sum / nullif(snow_depth_centimetres_n, 0) AS snow_depth_centimetres_mean,
    snow_water_equivalent_millimetres_n, snow_water_equivalent_millimetres_min, snow_water_equivalent_millimetres_max,
    snow_water_equivalent_millimetres_sum / nullif(snow_water_equivalent_millimetres_n, 0)
        AS snow_water_equivalent_millimetres_mean,
    water_level_metres_n, water_level_metres_min, water_level_metres_max,
    water_level_metres_sum / nullif(water_level_metres_n, 0) AS water_level_metres_mean,
    pressure_hectopascals_n, pressure_hectopascals_min, pressure_hectopascals_max,
    pressure_hectopascals_sum / nullif(pressure_hectopascals_n, 0) AS pressure_hectopascals_mean,
    soil_moisture_percent_n, soil_moisture_percent_min, soil_moisture_percent_max,
    soil_moisture_percent_sum / nullif(soil_moisture_percent_n, 0) AS soil_moisture_percent_mean,
    uv_index_n, uv_index_min, uv_index_max,
    uv_index_sum / nullif(uv_index_n, 0) AS uv_index_mean,
    heat_index_celsius_n, heat_index_celsius_min, heat_index_celsius_max,
    heat_index_celsius_sum / nullif(heat_index_celsius_n, 0) AS heat_index_celsius_mean,
    precipitation_millimetres_n, precipitation_millimetres_total,
    wind_direction_degrees_n,
    bi.direction_degrees(wind_direction_degrees_n, wind_direction_degrees_east_sum, wind_direction_degrees_north_sum)
        AS wind_direction_degrees_mean,
    as_of
FROM outpost.hour_aggregates;

CREATE VIEW bi.days AS
SELECT
    place_id, start_at, observations, coverage,
    air_temperature_celsius_n, air_temperature_celsius_min, air_temperature_celsius_max,
    air_temperature_celsius_sum / nullif(air_temperature_celsius_n, 0) AS air_temperature_celsius_mean,
    dew_point_celsius_n, dew_point_celsius_min, dew_point_celsius_max,
    dew_point_celsius_sum / nullif(dew_point_celsius_n, 0) AS dew_point_celsius_mean,
    relative_humidity_percent_n, relative_humidity_percent_min, relative_humidity_percent_max,
    relative_humidity_percent_sum / nullif(relative_humidity_percent_n, 0) AS relative_humidity_percent_mean,
    wind_speed_metres_per_second_n, wind_speed_metres_per_second_min, wind_speed_metres_per_second_max,
    wind_speed_metres_per_second_sum / nullif(wind_speed_metres_per_second_n, 0) AS wind_speed_metres_per_second_mean,
    wind_gust_metres_per_second_n, wind_gust_metres_per_second_min, wind_gust_metres_per_second_max,
    wind_gust_metres_per_second_sum / nullif(wind_gust_metres_per_second_n, 0) AS wind_gust_metres_per_second_mean,
    snow_depth_centimetres_n, snow_depth_centimetres_min, snow_depth_centimetres_max,
    snow_depth_centimetres_sum / nullif(snow_depth_centimetres_n, 0) AS snow_depth_centimetres_mean,
    snow_water_equivalent_millimetres_n, snow_water_equivalent_millimetres_min, snow_water_equivalent_millimetres_max,
    snow_water_equivalent_millimetres_sum / nullif(snow_water_equivalent_millimetres_n, 0)
        AS snow_water_equivalent_millimetres_mean,
    water_level_metres_n, water_level_metres_min, water_level_metres_max,
    water_level_metres_sum / nullif(water_level_metres_n, 0) AS water_level_metres_mean,
    pressure_hectopascals_n, pressure_hectopascals_min, pressure_hectopascals_max,
    pressure_hectopascals_sum / nullif(pressure_hectopascals_n, 0) AS pressure_hectopascals_mean,
    soil_moisture_percent_n, soil_moisture_percent_min, soil_moisture_percent_max,
    soil_moisture_percent_sum / nullif(soil_moisture_percent_n, 0) AS soil_moisture_percent_mean,
    uv_index_n, uv_index_min, uv_index_max,
    uv_index_sum / nullif(uv_index_n, 0) AS uv_index_mean,
    heat_index_celsius_n, heat_index_celsius_min, heat_index_celsius_max,
    heat_index_celsius_sum / nullif(heat_index_celsius_n, 0) AS heat_index_celsius_mean,
    precipitation_millimetres_n, precipitation_millimetres_total,
    wind_direction_degrees_n,
    bi.direction_degrees(wind_direction_degrees_n, wind_direction_degrees_east_sum, wind_direction_degrees_north_sum)
        AS wind_direction_degrees_mean,
    as_of
FROM outpost.day_aggregates;

CREATE VIEW bi.minute_rollings AS
SELECT
    place_id, start_at, start_at + interval '1 minute' AS at,
    coverage_15m,
    heat_index_celsius_n_15m, heat_index_celsius_mean_15m,
    air_temperature_celsius_n_15m, air_temperature_celsius_mean_15m,
    relative_humidity_percent_n_15m, relative_humidity_percent_mean_15m,
    wind_speed_metres_per_second_n_15m, wind_speed_metres_per_second_mean_15m,
    coverage_1h,
    heat_index_celsius_n_1h, heat_index_celsius_mean_1h,
    air_temperature_celsius_n_1h, air_temperature_celsius_mean_1h,
    relative_humidity_percent_n_1h, relative_humidity_percent_mean_1h,
    wind_speed_metres_per_second_n_1h, wind_speed_metres_per_second_mean_1h,
    wind_chill_celsius_n_1h, wind_chill_celsius_mean_1h,
    felt_temperature_celsius_n_1h, felt_temperature_celsius_mean_1h,
    as_of
FROM outpost.minute_aggregates;

CREATE VIEW bi.quarter_hour_rollings AS
SELECT
    place_id, start_at, start_at + interval '15 minutes' AS at,
    coverage_24h,
    heat_index_celsius_n_24h, heat_index_celsius_mean_24h,
    air_temperature_celsius_n_24h, air_temperature_celsius_mean_24h,
    relative_humidity_percent_n_24h, relative_humidity_percent_mean_24h,
    wind_speed_metres_per_second_n_24h, wind_speed_metres_per_second_mean_24h,
    as_of
FROM outpost.quarter_hour_rollings;

CREATE VIEW bi.hourly_models AS
SELECT
    place_id, start_at, snow_depth_centimetres, snow_water_equivalent_millimetres, density_kilograms_per_cubic_metre,
    new_snow_24h_centimetres, new_snow_72h_centimetres, frost_degree_days, wetness, surface_water_millimetres,
    lower_water_millimetres, rain_24h_millimetres, water_24h_millimetres, water_72h_millimetres, melt_72h_millimetres,
    evaporation_millimetres_per_day, flow_millimetres_per_hour, temperature_days_back, precipitation_missing, mud_certain,
    high_water_certain, snowpack_certain, as_of
FROM outpost.hourly_models;

-- Of a change the newest revision holds, unless it takes the change back.
CREATE VIEW bi.transitions AS
SELECT place_id, condition, at, from_state, state, level, episode_id, drivers, as_of
FROM (
    SELECT DISTINCT ON (place_id, condition, at) * FROM outpost.condition_transitions
    ORDER BY place_id, condition, at, writer_epoch DESC, revision DESC) newest
WHERE NOT retracted;

CREATE VIEW bi.episodes AS
SELECT
    episode_id, place_id, condition, started_at, ended_at, extract(epoch FROM ended_at - started_at)::bigint AS duration_seconds,
    level, peak_level, as_of
FROM outpost.condition_episodes
WHERE NOT retracted;

CREATE VIEW bi.conditions_now AS
SELECT
    newest.place_id, newest.condition, newest.state, newest.level, newest.at AS since_at, newest.drivers, newest.episode_id,
    e.started_at AS episode_started_at, e.peak_level, p.latest_at,
    CASE WHEN p.latest_at IS NOT NULL THEN greatest(floor(extract(epoch FROM now() - p.latest_at)), 0)::bigint END AS age_seconds,
    coalesce(p.latest_at < now() - p.stale_after_seconds * interval '1 second', true) AS stale,
    newest.as_of
FROM (SELECT DISTINCT ON (place_id, condition) * FROM bi.transitions ORDER BY place_id, condition, at DESC) newest
LEFT JOIN bi.places p ON p.place_id = newest.place_id
LEFT JOIN bi.episodes e ON e.episode_id = newest.episode_id;

CREATE VIEW bi.alerts AS
SELECT
    alert_id, episode_id, kind, place_id, subject, at, started_at, ended_at, level, peak_level, drivers, provisional, as_of
FROM outpost.alerts;

CREATE VIEW bi.observations AS
SELECT
    place_id, sensor_id, observed_at, observed_millisecond, received_at, reporting_interval_seconds,
    air_temperature_celsius, dew_point_celsius, relative_humidity_percent, wind_speed_metres_per_second,
    wind_gust_metres_per_second, wind_direction_degrees, precipitation_millimetres, precipitation_counter_millimetres,
    snow_depth_centimetres, snow_water_equivalent_millimetres, water_level_metres, pressure_hectopascals,
    soil_moisture_percent, uv_index, flagged, extras
FROM outpost.raw_observations;

COMMENT ON SCHEMA bi IS 'Views for BI tools: docs/bi.md. Times are timestamptz; null is no value, never 0.';
COMMENT ON VIEW bi.places IS 'One row per place: what is registered of it, and what became of its records.';
COMMENT ON VIEW bi.minutes IS 'One row per place and non-empty minute. Bound start_at by constants.';
COMMENT ON VIEW bi.hours IS 'One row per place and non-empty hour, UTC.';
COMMENT ON VIEW bi.days IS 'One row per place and non-empty UTC day. Days of another zone are made of hours.';
COMMENT ON VIEW bi.minute_rollings IS
    'One row per place and non-empty minute: means over the 15 min and the 1 h that end at `at`. Bound start_at by constants.';
COMMENT ON VIEW bi.quarter_hour_rollings IS
    'One row per place and non-empty quarter hour: means over the 24 h that end at `at`. Bound start_at by constants.';
COMMENT ON VIEW bi.hourly_models IS
    'One row per UTC hour of a place with a position: what the models of snow, soil, frost and flow say.';
COMMENT ON VIEW bi.transitions IS 'One row per change of a condition that holds.';
COMMENT ON VIEW bi.episodes IS 'One row per time in which a condition held.';
COMMENT ON VIEW bi.conditions_now IS 'One row per place and condition: its state since the newest change.';
COMMENT ON VIEW bi.alerts IS 'One row per message of the alerts topic.';
COMMENT ON VIEW bi.observations IS 'One row per accepted observation, as it was sent. Bound observed_at by constants.';

-- Columns whose name says what they are, in every view that has them: a measure, and what is said of it.
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN
        SELECT relname, attname, CASE WHEN ending LIKE '\_n%' THEN '' ELSE unit || ', ' END || said || measure AS comment
        FROM pg_class
        JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0
        CROSS JOIN (VALUES
            ('air_temperature_celsius', 'degC', 'air temperature'),
            ('dew_point_celsius', 'degC', 'dew point'),
            ('relative_humidity_percent', '%', 'relative humidity'),
            ('wind_speed_metres_per_second', 'm/s', 'mean wind'),
            ('wind_gust_metres_per_second', 'm/s', 'gusts'),
            ('wind_direction_degrees', 'degrees clockwise from north', 'where the wind comes from'),
            ('precipitation_millimetres', 'mm', 'precipitation'),
            ('precipitation_counter_millimetres', 'mm', 'counter of precipitation, which may reset'),
            ('snow_depth_centimetres', 'cm', 'snow depth'),
            ('snow_water_equivalent_millimetres', 'mm of water', 'snow water equivalent'),
            ('water_level_metres', 'm', 'water level'),
            ('pressure_hectopascals', 'hPa', 'air pressure'),
            ('soil_moisture_percent', '%', 'soil moisture'),
            ('uv_index', 'dimensionless', 'UV index'),
            ('heat_index_celsius', 'degC', 'heat index of each observation'),
            ('wind_chill_celsius', 'degC', 'wind chill of the observations for which it is defined'),
            ('felt_temperature_celsius', 'degC', 'wind chill where it is defined, else air temperature')
        ) AS measures (name, unit, measure)
        CROSS JOIN (VALUES
            ('', ''),
            ('_n', 'how many values there are: '), ('_mean', 'mean: '), ('_min', 'lowest: '), ('_max', 'highest: '),
            ('_total', 'sum, of several sensors their mean: '),
            ('_n_15m', 'how many values there are in 15 min: '), ('_mean_15m', 'mean over 15 min: '),
            ('_n_1h', 'how many values there are in 1 h: '), ('_mean_1h', 'mean over 1 h: '),
            ('_n_24h', 'how many values there are in 24 h: '), ('_mean_24h', 'mean over 24 h: ')
        ) AS endings (ending, said)
        WHERE relnamespace = 'bi'::regnamespace AND attname = name || ending
    LOOP
        EXECUTE format('COMMENT ON COLUMN bi.%I.%I IS %L', one.relname, one.attname, one.comment);
    END LOOP;
END $$;

-- All others; a view named * stands for every one that has the column and no line of its own.
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN
        SELECT DISTINCT ON (relname, attname) relname, attname, comment
        FROM pg_class
        JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0
        JOIN (VALUES
            ('*', 'place_id', 'the place'),
            ('*', 'start_at', 'start of the pane, which is half open'),
            ('*', 'at', 'when it happened, by the observations'),
            ('minute_rollings', 'at', 'end of the windows: start_at + 1 min'),
            ('quarter_hour_rollings', 'at', 'end of the window: start_at + 15 min'),
            ('*', 'as_of', 'time of the event of the log that made the row what it is: how far it knows the log'),
            ('*', 'observations', 'how many observations there are'),
            ('*', 'coverage', '0 to 1, part of the pane that observations cover; null: not known'),
            ('*', 'coverage_15m', '0 to 1, part of the 15 min that observations cover'),
            ('*', 'coverage_1h', '0 to 1, part of the hour that observations cover'),
            ('*', 'coverage_24h', '0 to 1, part of the 24 h that observations cover'),
            ('*', 'condition', 'which condition'),
            ('*', 'state', 'OK, PENDING, ACTIVE, RECOVERING, UNKNOWN or UNCERTAIN'),
            ('*', 'from_state', 'the state before'),
            ('*', 'level', 'how bad it is; null where there are no levels, or it does not hold'),
            ('*', 'peak_level', 'the highest level of the episode so far'),
            ('*', 'episode_id', 'the time in which the condition holds: bi.episodes'),
            ('*', 'drivers', 'the reasons, as [{measure, value, windowSeconds}]; the unit is in the name of the measure'),
            ('*', 'started_at', 'start of the episode'),
            ('*', 'ended_at', 'end of the episode; null: it goes on'),
            ('episodes', 'duration_seconds', 's, from start to end; null: it goes on'),
            ('conditions_now', 'since_at', 'when the newest change was'),
            ('conditions_now', 'episode_started_at', 'start of the episode that is open or has just ended'),
            ('conditions_now', 'age_seconds', 's, how old the newest observation of the place is now'),
            ('conditions_now', 'stale', 'true: the place has sent nothing for longer than places.stale_after_seconds'),
            ('*', 'latest_at', 'the newest observation of the place'),
            ('places', 'name', 'as registered; null: not registered'),
            ('places', 'latitude', 'degrees north, WGS 84'),
            ('places', 'longitude', 'degrees east, WGS 84'),
            ('places', 'elevation_metres', 'm above sea level'),
            ('places', 'time_zone', 'of its local days, such as Europe/Zurich'),
            ('places', 'surface', 'what one walks on'),
            ('places', 'stream_size', 'of the water that it lies at'),
            ('places', 'aspect_degrees', 'degrees clockwise from north, where its slope faces'),
            ('places', 'wind_height_metres', 'm above ground, of the anemometer'),
            ('places', 'registered', 'false: it has only sent observations'),
            ('places', 'stale_after_seconds', 's without an observation after which it is stale'),
            ('places', 'records', 'records that named the place: the sum of the next five, and what waits'),
            ('places', 'accepted', 'records that count'),
            ('places', 'duplicate', 'records that say the same again'),
            ('places', 'conflict', 'records that say something else of what is known'),
            ('places', 'late', 'records that came too late to count'),
            ('places', 'rejected', 'records that the place''s clock rejected'),
            ('hourly_models', 'density_kilograms_per_cubic_metre', 'kg/m3, of the snow'),
            ('hourly_models', 'new_snow_24h_centimetres', 'cm, of 24 h'),
            ('hourly_models', 'new_snow_72h_centimetres', 'cm, of 72 h'),
            ('hourly_models', 'frost_degree_days', 'K d, the frost index of the ground'),
            ('hourly_models', 'wetness', '0 to 1, how full the surface layer of the soil is'),
            ('hourly_models', 'surface_water_millimetres', 'mm, in the surface layer of the soil'),
            ('hourly_models', 'lower_water_millimetres', 'mm, in the layer below'),
            ('hourly_models', 'rain_24h_millimetres', 'mm, precipitation of 24 h that fell as rain'),
            ('hourly_models', 'water_24h_millimetres', 'mm, what reached the ground in 24 h, also from snow'),
            ('hourly_models', 'water_72h_millimetres', 'mm, the same of 72 h'),
            ('hourly_models', 'melt_72h_millimetres', 'mm, by how much the water of 72 h is more than the rain of 72 h'),
            ('hourly_models', 'evaporation_millimetres_per_day', 'mm/d, from the surface layer, over about a day'),
            ('hourly_models', 'flow_millimetres_per_hour', 'mm/h of the catchment, in the stream'),
            ('hourly_models', 'temperature_days_back', 'd, how old the temperature is that stands in; 0: its own'),
            ('hourly_models', 'precipitation_missing', 'true: 0 stands in for it'),
            ('hourly_models', 'mud_certain', 'true: enough is known to judge mud'),
            ('hourly_models', 'high_water_certain', 'true: enough is known to judge high water'),
            ('hourly_models', 'snowpack_certain', 'true: enough is known to judge the snowpack'),
            ('alerts', 'alert_id', 'the message'),
            ('alerts', 'kind', 'BEGAN, CHANGED, CORRECTED, ENDED or RETRACTED'),
            ('alerts', 'subject', 'the condition, or NO_DATA'),
            ('alerts', 'provisional', 'true: a later observation may take it back'),
            ('observations', 'sensor_id', 'the sensor'),
            ('observations', 'observed_at', 'cut to the second'),
            ('observations', 'observed_millisecond', 'ms, 0 to 999, what was cut off'),
            ('observations', 'received_at', 'by the broker'),
            ('observations', 'reporting_interval_seconds', 's, as declared by the sender'),
            ('observations', 'flagged', 'values left out: {measure: {value, reason}}'),
            ('observations', 'extras', 'unknown fields of the sender')
        ) AS said (of_view, name, comment)
            ON attname = name AND of_view IN ('*', relname)
        WHERE relnamespace = 'bi'::regnamespace
        ORDER BY relname, attname, of_view = '*'
    LOOP
        EXECUTE format('COMMENT ON COLUMN bi.%I.%I IS %L', one.relname, one.attname, one.comment);
    END LOOP;
END $$;
