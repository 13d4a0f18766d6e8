-- The UV index, dimensionless.

ALTER TABLE outpost.minute_aggregates
    ADD COLUMN uv_index_n integer,
    ADD COLUMN uv_index_min double precision,
    ADD COLUMN uv_index_max double precision,
    ADD COLUMN uv_index_sum double precision;

ALTER TABLE outpost.hour_aggregates
    ADD COLUMN uv_index_n integer,
    ADD COLUMN uv_index_min double precision,
    ADD COLUMN uv_index_max double precision,
    ADD COLUMN uv_index_sum double precision;

ALTER TABLE outpost.day_aggregates
    ADD COLUMN uv_index_n integer,
    ADD COLUMN uv_index_min double precision,
    ADD COLUMN uv_index_max double precision,
    ADD COLUMN uv_index_sum double precision;

ALTER TABLE outpost.raw_observations ADD COLUMN uv_index double precision;
