-- What the models of snow, soil, frost and flow say of each UTC hour of a place that has a position.

CREATE TABLE outpost.hourly_models (
    place_id text NOT NULL,
    start_at timestamptz NOT NULL,
    ice_millimetres double precision NOT NULL,
    liquid_millimetres double precision NOT NULL,
    cold_millimetres double precision NOT NULL,
    albedo double precision NOT NULL,
    density_kilograms_per_cubic_metre double precision NOT NULL,
    surface_water_millimetres double precision NOT NULL,
    lower_water_millimetres double precision NOT NULL,
    frost_degree_days double precision NOT NULL,
    store_millimetres double precision NOT NULL,
    quick_first_millimetres double precision NOT NULL,
    quick_second_millimetres double precision NOT NULL,
    slow_millimetres double precision NOT NULL,
    snow_water_equivalent_millimetres double precision NOT NULL,
    snow_depth_centimetres double precision NOT NULL,
    wetness double precision NOT NULL,
    flow_millimetres_per_hour double precision NOT NULL,
    water_24h_millimetres double precision NOT NULL,
    water_72h_millimetres double precision NOT NULL,
    melt_72h_millimetres double precision NOT NULL,
    evaporation_millimetres_per_day double precision NOT NULL,
    drainage_millimetres_per_day double precision NOT NULL,
    capillary_millimetres_per_day double precision NOT NULL,
    rain_24h_millimetres double precision NOT NULL,
    new_snow_24h_centimetres double precision NOT NULL,
    new_snow_72h_centimetres double precision NOT NULL,
    snow_load_centimetres double precision NOT NULL,
    drift_24h double precision NOT NULL,
    elevated_from_millimetres_per_hour double precision NOT NULL,
    high_from_millimetres_per_hour double precision NOT NULL,
    very_high_from_millimetres_per_hour double precision NOT NULL,
    temperature_days_back smallint NOT NULL,
    precipitation_missing boolean NOT NULL,
    mud_certain boolean NOT NULL,
    high_water_certain boolean NOT NULL,
    snowpack_certain boolean NOT NULL,
    revision bigint NOT NULL,
    as_of timestamptz NOT NULL,
    writer_epoch bigint NOT NULL,
    PRIMARY KEY (place_id, start_at)
);
COMMENT ON TABLE outpost.hourly_models IS
    'The state of the models after each UTC hour (12 numbers), and what follows from it and from the hours before: docs/topology.md, Hourly models.';
COMMENT ON COLUMN outpost.hourly_models.temperature_days_back IS
    'How old the temperature is that stands in for that of the hour, days; 0: its own.';
COMMENT ON COLUMN outpost.hourly_models.precipitation_missing IS
    'No precipitation is known of the hour; 0 stands in for it.';

GRANT SELECT, INSERT, UPDATE ON outpost.hourly_models TO outpost_conditions;
