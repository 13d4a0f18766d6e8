package io.outpost.api;

import io.outpost.api.postgres.PostgresSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Measures the map: how long it takes over HTTP, compressed, of so many places, and how large it
 * is; and whether that grows with the days stored.
 *
 * <p>usage: MapRate [places] [days]... (default: 15000 2 20)
 */
public final class MapRate {

    private static final int ASKED = 21;
    private static final String AT = "2026-04-30T12:00:00Z";

    private static final List<String> MAPS =
            List.of(
                    "quantity=air_temperature_celsius",
                    "quantity=precipitation_millimetres",
                    "quantity=uv_index",
                    "quantity=wetness",
                    "condition=HEAT",
                    "quantity=air_temperature_celsius&at=2026-04-29T12:00:00Z");

    private static final String PANES =
            """
            INSERT INTO outpost.%1$s (place_id, start_at, observations, coverage, revision, as_of, writer_epoch,
                air_temperature_celsius_n, air_temperature_celsius_min, air_temperature_celsius_max,
                air_temperature_celsius_sum, precipitation_millimetres_n, precipitation_millimetres_total)
            SELECT 'place-' || p, timestamptz '%3$s' - i * interval '%2$s', 12, 1, 1, now(), 1, 12, 0, 40,
                   12 * (20 + 20 * sin(p + i)), 12, (p + i) %% 7
            FROM generate_series(1, %4$d) i, generate_series(1, %5$d) p
            """;

    private MapRate() {}

    public static void main(String[] arguments) throws Exception {
        int places = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 15_000;
        List<String> days =
                arguments.length > 1
                        ? List.of(arguments).subList(1, arguments.length)
                        : List.of("2", "20");
        for (String stored : days) {
            measure(places, Integer.parseInt(stored));
        }
    }

    private static void measure(int places, int days) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
            Jdbi.create(postgres.getPostgresDatabase()).useHandle(h -> fill(h, places, days));
            String url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(postgres.getPort());
            PostgresSettings settings = new PostgresSettings(url, "postgres", "");
            try (Application api =
                    RunningApi.start(settings, Optional.empty(), Clock.systemUTC())) {
                for (String map : MAPS) {
                    measure(api.url() + "/v1/map?" + map, places + " places, " + days + " days: ");
                }
            }
        }
    }

    /** The hours of all days, minutes of the last hour, one change of a condition an hour. */
    private static void fill(Handle handle, int places, int days) {
        handle.execute(
                """
                INSERT INTO outpost.places
                    (place_id, name, latitude, longitude, time_zone, removed, revision, as_of, writer_epoch)
                SELECT 'place-' || p, 'Place number ' || p, 180 * random() - 90, 360 * random() - 180, 'UTC', false, 1, now(), 1
                FROM generate_series(1, ?) p
                """,
                places);
        handle.execute(
                """
                INSERT INTO outpost.place_counters
                SELECT 'place-' || p, 1, 1, 0, 0, 0, 0, 0, 0, 0, '{}', CAST(? AS timestamptz), 0, 1, now(), 1
                FROM generate_series(1, ?) p
                """,
                AT,
                places);
        handle.select("SELECT outpost.make_partition('minute_aggregates', '" + AT + "')")
                .mapTo(String.class)
                .list();
        handle.execute(PANES.formatted("minute_aggregates", "1 minute", AT, 60, places));
        handle.execute(PANES.formatted("hour_aggregates", "1 hour", AT, 24 * days, places));
        handle.execute(
                """
                INSERT INTO outpost.hourly_models
                SELECT 'place-' || p, timestamptz '%s' - i * interval '1 hour', 0, 0, 0, 0.85, 100, 80, 240, 0, 120, 0, 0,
                       0, 0, 0, 0.9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.06, 0.15, 0.5, 0, false, true, true, true,
                       1, now(), 1
                FROM generate_series(1, %d) i, generate_series(1, %d) p
                """
                        .formatted(AT, days, places));
        handle.execute(
                """
                INSERT INTO outpost.condition_transitions
                SELECT 'place-' || p, 'HEAT', timestamptz '%s' - i * interval '1 hour', 1, 'OK', 'ACTIVE', 'CAUTION',
                       NULL, '[]', false, now(), 1
                FROM generate_series(1, %d) i, generate_series(1, %d) p
                """
                        .formatted(AT, days, places));
        handle.execute("ANALYZE");
    }

    private static void measure(String url, String what) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).header("Accept-Encoding", "gzip").build();
        List<Long> micros = new ArrayList<>();
        int bytes = 0;
        for (int i = 0; i < ASKED; i++) {
            long began = System.nanoTime();
            HttpResponse<byte[]> answer =
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            micros.add((System.nanoTime() - began) / 1000);
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(url + " is answered " + answer.statusCode());
            }
            bytes = answer.body().length;
        }
        long first = micros.get(0);
        Collections.sort(micros);
        System.out.printf(
                "%s%s: median %.0f ms, fastest %.0f ms, first %.0f ms, %,d bytes compressed%n",
                what,
                url.replaceFirst(".*\\?", ""),
                micros.get(ASKED / 2) / 1000.0,
                micros.get(0) / 1000.0,
                first / 1000.0,
                bytes);
    }
}
