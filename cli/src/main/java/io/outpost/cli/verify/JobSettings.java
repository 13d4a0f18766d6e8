package io.outpost.cli.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.outpost.cli.verify.log.PlaceBounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a verification must know of the jobs themselves.
 *
 * @param group consumer group of the conditions job
 * @param archiveGroup consumer group of the archive job
 * @param archiveKeepsAll false: raw rows of old days are dropped
 * @param archiveRuns true: the stack runs the archive job; false: it is not known to
 * @param bounds how many places may be made
 */
public record JobSettings(
        String group,
        String archiveGroup,
        boolean archiveKeepsAll,
        boolean archiveRuns,
        PlaceBounds bounds) {
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
                settings.path("archive.retention").asText("none").equals("none"),
                archiveRuns,
                new PlaceBounds(
                        settings.path("places.most").asInt(250),
                        settings.path("places.most-new-per-hour").asInt(200)));
    }
}
