package io.outpost.api;

import io.outpost.api.export.ExportSettings;
import io.outpost.api.ingest.LogSettings;
import io.outpost.api.postgres.PostgresSettings;
import io.outpost.api.preference.PreferenceSettings;
import io.outpost.api.sensor.SensorSettings;
import io.outpost.api.web.HttpSettings;
import java.net.URI;
import java.util.Optional;

/**
 * Where the API listens for everybody and where for operators, what people may do, what it reads,
 * who may send, and what exports and preferences may take.
 *
 * @param log where what is sent to the API is written; empty: nothing can be sent
 * @param tracesUrl where spans go; empty: nowhere
 */
record ApiSettings(
        HttpSettings open,
        HttpSettings management,
        PeopleSettings people,
        PostgresSettings postgres,
        Optional<LogSettings> log,
        Optional<URI> flinkRest,
        SensorSettings sensors,
        ExportSettings exports,
        PreferenceSettings preferences,
        String tracesUrl) {}
