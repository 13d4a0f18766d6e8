-- Where the wind comes from, degrees: of panes the sums of the components of its unit vectors.

ALTER TABLE outpost.minute_aggregates
    ADD COLUMN wind_direction_degrees_n integer,
    ADD COLUMN wind_direction_degrees_east_sum double precision,
    ADD COLUMN wind_direction_degrees_north_sum double precision;

ALTER TABLE outpost.hour_aggregates
    ADD COLUMN wind_direction_degrees_n integer,
    ADD COLUMN wind_direction_degrees_east_sum double precision,
    ADD COLUMN wind_direction_degrees_north_sum double precision;

ALTER TABLE outpost.day_aggregates
    ADD COLUMN wind_direction_degrees_n integer,
    ADD COLUMN wind_direction_degrees_east_sum double precision,
    ADD COLUMN wind_direction_degrees_north_sum double precision;

ALTER TABLE outpost.raw_observations ADD COLUMN wind_direction_degrees double precision;
