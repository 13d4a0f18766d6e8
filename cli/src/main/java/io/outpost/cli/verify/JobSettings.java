package io.outpost.cli.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.outpost.cli.verify.log.PlaceBounds;
import io.outpost.cli.verify.rows.Retained;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a verification must know of the jobs themselves.
 *
 * @param group consumer group of the conditions job
 * @param archiveGroup consumer group of the archive job
 * @param archiveRetention how long raw rows are kept; empty: for ever
 * @param paneRetention how long minutes and quarter hours are
 * @param archiveRuns true: the stack runs the archive job; false: it is not known to
 * @param bounds how many places may be made
 */
public record JobSettings(
        String group,
        String archiveGroup,
        Optional<Duration> archiveRetention,
        Optional<Duration> paneRetention,
        boolean archiveRuns,
        PlaceBounds bounds) {
    /** Longer than a verification takes, in which more may be dropped. */
    private static final Duration MARGIN = Duration.ofDays(1);

    /**
     * Reads the settings.
     *
     * @param processes what a local stack says that runs in it; may be absent
     */
    static JobSettings read(Path yaml, Path processes) throws IOException {
        JsonNode settings = new ObjectMapper(new YAMLFactory()).readTree(yaml.toFile());
        boolean archiveRuns =
                Files.exists(processes)
                        && new ObjectMapper()
                                        .readTree(processes.toFile())
                                        .path("jobs")
                                        .findValues("job")
                                        .stream()
                                        .anyMatch(job -> job.asText().equals("ARCHIVE"));
        return new JobSettings(
                settings.path("kafka.group-id").asText("outpost-conditions"),
                settings.path("archive.group-id").asText("outpost-archive"),
                retention(settings, "archive.retention"),
                retention(settings, "panes.retention"),
                archiveRuns,
                new PlaceBounds(
                        settings.path("places.most").asInt(250),
                        settings.path("places.most-new-per-hour").asInt(200)));
    }

    /** What the tables must hold, now and while it is compared. */
    Retained retained(Instant now) {
        return new Retained(from(now, paneRetention), from(now, archiveRetention));
    }

    private static long from(Instant now, Optional<Duration> kept) {
        return kept.map(time -> now.minus(time).plus(MARGIN).toEpochMilli()).orElse(Long.MIN_VALUE);
    }

    private static Optional<Duration> retention(JsonNode settings, String key) {
        String text = settings.path(key).asText("none");
        return text.equals("none") ? Optional.empty() : Optional.of(Duration.parse(text));
    }
}
