package io.outpost.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import io.outpost.api.postgres.PostgresSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/**
 * Measures the map in a real browser: how long it takes to colour all places anew, and how even the
 * frames are while it is dragged, beside the same map without places.
 *
 * <p>usage: PageSpeed [places] (default: 15000)
 */
public final class PageSpeed {

    private static final int DRAG_STEPS = 90;
    private static final int DRAGS = 6;

    /** Places all over the world, with three hours of temperature. */
    private static final String PLACES =
            """
            INSERT INTO outpost.places (place_id, name, latitude, longitude, time_zone, removed, revision, as_of, writer_epoch)
            SELECT 'place-' || n, 'Place ' || n, -55 + 120 * (abs(hashtext('a' || n)) % 100000) / 100000.0,
                   -170 + 340 * (abs(hashtext('o' || n)) % 100000) / 100000.0, 'UTC', false, 1, '2026-05-01', 1
            FROM generate_series(1, :places) n
            """;

    private static final String COUNTERS =
            """
            INSERT INTO outpost.place_counters
            SELECT r.* FROM outpost.places p, jsonb_populate_record(NULL::outpost.place_counters,
                CAST(:counters AS jsonb) || jsonb_build_object('place_id', p.place_id)) r
            """;

    private static final String HOURS =
            """
            INSERT INTO outpost.hour_aggregates (place_id, start_at, observations, coverage, air_temperature_celsius_n,
                air_temperature_celsius_min, air_temperature_celsius_max, air_temperature_celsius_sum,
                revision, as_of, writer_epoch)
            SELECT place_id, hour, 1, 1, 1, 0, 0, abs(hashtext(place_id || hour)) % 60 - 20, 1, hour, 1
            FROM outpost.places,
                 generate_series(timestamptz '2026-05-01T09:00Z', timestamptz '2026-05-01T11:00Z', interval '1 hour') hour
            """;

    /**
     * The page's own modules, as it has loaded them; n frames of data, each shown several times.
     */
    private static final String RECOLOUR =
            """
            async () => {
              const folder = document.querySelector('script[type=module]').src.replace('main.js', '');
              const { frame } = await import(folder + 'frames.js');
              const { show } = await import(folder + 'map.js');
              const times = ['2026-05-01T10:00:00Z', '2026-05-01T11:00:00Z', '2026-05-01T12:00:00Z'];
              const asked = performance.now();
              const frames = [];
              for (const time of times) {
                frames.push(await frame('air_temperature_celsius', Date.parse(time)));
              }
              const loaded = (performance.now() - asked) / times.length;
              const taken = [];
              for (let i = 0; i < 30; i++) {
                const begun = performance.now();
                show(frames[i % frames.length]);
                const { data } = document.querySelector('.places-canvas:not([style*=hidden])').getContext('2d').getImageData(0, 0, 1, 1);
                taken.push(performance.now() - begun + data[0] * 0);
                await new Promise(requestAnimationFrame);
              }
              taken.sort((a, b) => a - b);
              return { places: frames[0].ids.length, loaded, median: taken[15], worst: taken[29] };
            }
            """;

    private static final String RECORD =
            """
            () => {
              const gaps = [];
              let last = performance.now();
              const next = (now) => {
                gaps.push(now - last);
                last = now;
                if (window.isRecording) {
                  requestAnimationFrame(next);
                }
              };
              window.isRecording = true;
              window.gaps = gaps;
              requestAnimationFrame(next);
            }
            """;

    private static final String RECORDED =
            """
            () => {
              window.isRecording = false;
              const gaps = window.gaps.slice(3).sort((a, b) => a - b);
              const of = (part) => gaps[Math.floor(part * (gaps.length - 1))];
              return {
                frames: gaps.length,
                mean: gaps.reduce((a, b) => a + b, 0) / gaps.length,
                p95: of(0.95),
                worst: of(1),
                dropped: gaps.filter((gap) => gap > 25).length,
              };
            }
            """;

    private PageSpeed() {}

    public static void main(String[] arguments) throws Exception {
        int places = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 15_000;
        try (Chromium chromium = Chromium.start()) {
            measure(chromium, 0);
            measure(chromium, places);
        }
    }

    private static void measure(Chromium chromium, int places) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
            fill(Jdbi.create(postgres.getPostgresDatabase()), places);
            PostgresSettings settings =
                    new PostgresSettings(
                            "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(postgres.getPort()),
                            "postgres",
                            "");
            Clock clock = Clock.fixed(RunningApi.NOW, ZoneOffset.UTC);
            NewContextOptions screen = new NewContextOptions().setViewportSize(1360, 820);
            try (Application api = RunningApi.start(settings, Optional.empty(), clock);
                    Visit visit =
                            Visit.of(
                                    chromium.browser(),
                                    screen,
                                    api.url()
                                            + "/#show=air_temperature_celsius&map=3/20.000/10.000")) {
                // Reading pixels back is how the end of drawing is known.
                visit.expect("willReadFrequently");
                visit.awaitMap();
                if (places > 0) {
                    System.out.println("colour anew, ms: " + visit.page().evaluate(RECOLOUR));
                }
                System.out.println("frames at rest, ms: " + frames(visit.page(), 0));
                for (int i = 0; i < DRAGS; i++) {
                    System.out.println(
                            "frames while dragged, ms, "
                                    + places
                                    + " places: "
                                    + frames(visit.page(), i % 2 == 0 ? -3 : 3));
                }
            }
        }
    }

    /**
     * @param step of the pointer while it drags the map, pixels to the east; 0: nothing is dragged
     */
    private static Object frames(Page page, double step) {
        page.mouse().move(640, 300);
        page.evaluate(RECORD);
        if (step != 0) {
            page.mouse().down();
            for (int i = 0; i < DRAG_STEPS; i++) {
                page.mouse().move(640 + step * i, 300 + Math.sin(i / 9.0) * 40);
            }
            page.mouse().up();
        } else {
            page.waitForTimeout(1_000);
        }
        return page.evaluate(RECORDED);
    }

    private static void fill(Jdbi jdbi, int places) throws Exception {
        String counters =
                new ObjectMapper()
                        .writeValueAsString(
                                Row.counters("", RunningApi.NOW.minusSeconds(60)).columns);
        jdbi.useHandle(
                handle -> {
                    handle.createUpdate(PLACES).bind("places", places).execute();
                    handle.createUpdate(COUNTERS).bind("counters", counters).execute();
                    handle.execute(HOURS);
                    handle.execute("ANALYZE");
                });
    }
}
