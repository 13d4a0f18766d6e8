package io.outpost.e2e.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What a verification must know of the jobs themselves.
 *
 * @param group consumer group of the conditions job
 * @param archiveGroup consumer group of the archive job
 * @param archiveKeepsAll false: raw rows of old days are dropped
 */
public record JobSettings(String group, String archiveGroup, boolean archiveKeepsAll) {
    static JobSettings read(Path yaml) throws IOException {
        JsonNode settings = new ObjectMapper(new YAMLFactory()).readTree(yaml.toFile());
        return new JobSettings(
                settings.path("kafka.group-id").asText("outpost-conditions"),
                settings.path("archive.group-id").asText("outpost-archive"),
                settings.path("archive.retention").asText("none").equals("none"));
    }
}
