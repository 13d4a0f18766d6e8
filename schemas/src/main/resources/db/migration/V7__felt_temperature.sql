-- The measure of cold is the felt temperature, with the wind as a reason; wind chill only where it is defined.
ALTER TABLE outpost.minute_aggregates
    ADD COLUMN felt_temperature_celsius_n_1h integer,
    ADD COLUMN felt_temperature_celsius_mean_1h double precision,
    ADD COLUMN wind_speed_metres_per_second_n_15m integer,
    ADD COLUMN wind_speed_metres_per_second_mean_15m double precision,
    ADD COLUMN wind_speed_metres_per_second_n_1h integer,
    ADD COLUMN wind_speed_metres_per_second_mean_1h double precision;
ALTER TABLE outpost.quarter_hour_rollings
    ADD COLUMN wind_speed_metres_per_second_n_24h integer,
    ADD COLUMN wind_speed_metres_per_second_mean_24h double precision;
COMMENT ON COLUMN outpost.minute_aggregates.wind_chill_celsius_mean_1h IS
    'degC, of the observations for which wind chill is defined: at most 10 degC, with wind.';
COMMENT ON COLUMN outpost.minute_aggregates.felt_temperature_celsius_mean_1h IS
    'degC, of all observations with an air temperature: the wind chill where it is defined, else the air temperature.';
