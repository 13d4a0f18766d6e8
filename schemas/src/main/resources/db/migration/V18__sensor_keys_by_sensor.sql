-- The keys of a sensor, revoked ones among them, as an export of its place has them.
CREATE INDEX sensor_keys_by_sensor ON api.sensor_keys (sensor);
