-- Whom to name with the data of a place, as its parameters say.

ALTER TABLE outpost.places ADD COLUMN attribution text;
ALTER TABLE outpost.place_versions ADD COLUMN attribution text;
COMMENT ON COLUMN outpost.places.attribution IS
    'The sources of the place''s data and their licences, to be named with it; null: nobody.';
COMMENT ON COLUMN outpost.place_versions.attribution IS
    'The sources of the place''s data and their licences, to be named with it; null: nobody.';

CREATE OR REPLACE VIEW bi.places AS
SELECT * FROM (
    SELECT
        place_id, p.name, p.latitude, p.longitude, p.elevation_metres, p.time_zone, p.surface, p.stream_size, p.aspect_degrees,
        p.wind_height_metres, p.name IS NOT NULL AS registered, t.clock_at AS latest_at,
        coalesce(p.stale_after_seconds, 10800) AS stale_after_seconds, -- the default of the API (Freshness)
        t.records, t.accepted, t.duplicate, t.conflict, t.late, t.rejected,
        greatest(p.as_of, t.as_of) AS as_of, p.attribution
    FROM (SELECT * FROM outpost.places WHERE NOT removed) p
    FULL JOIN outpost.place_counters t USING (place_id)
) shown
WHERE NOT EXISTS (SELECT FROM api.deleted_places d WHERE d.place_id = shown.place_id);
COMMENT ON COLUMN bi.places.attribution IS 'the sources of its data and their licences, to be named with it';
