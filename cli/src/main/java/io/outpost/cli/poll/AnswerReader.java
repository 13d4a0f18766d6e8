package io.outpost.cli.poll;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.outpost.cli.console.CommandException;
import io.outpost.cli.replay.mapping.Mapping;
import io.outpost.cli.replay.recording.ObservationEncoder;
import io.outpost.cli.replay.recording.RecordedText;
import io.outpost.cli.replay.recording.RecordingReader;
import io.outpost.cli.replay.recording.Unreadable;
import io.outpost.schemas.Observation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Reads the answers of one station by its mapping. */
final class AnswerReader {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final PolledStation station;
    private final Mapping mapping;

    AnswerReader(PolledStation station, Mapping mapping) {
        this.station = station;
        this.mapping = mapping;
    }

    /**
     * What was read.
     *
     * @param observations in the order of their time
     * @param unreadable numbers by reason
     * @param examples of what could not be read
     */
    record Rows(
            List<Observation> observations, Map<String, Long> unreadable, List<String> examples) {}

    /**
     * Reads a body.
     *
     * @throws UnreadableAnswerException when it does not fit the format or the mapping as a whole
     */
    Rows read(byte[] body) throws UnreadableAnswerException {
        byte[] text = station.format() == PolledStation.Format.JSON ? lines(body) : body;
        List<Observation> observations = new ArrayList<>();
        Unreadable unreadable = new Unreadable();
        if (!isBlank(text)) {
            try {
                new RecordingReader(new ObservationEncoder(0), unreadable)
                        .read(
                                new RecordedText(
                                        station.name(),
                                        station.format() != PolledStation.Format.CSV,
                                        text),
                                mapping,
                                observations::add);
            } catch (CommandException | IOException e) {
                throw new UnreadableAnswerException(String.valueOf(e.getMessage()));
            }
        }
        observations.sort(Comparator.comparing(Observation::getObservedAt));
        return new Rows(observations, unreadable.byReason(), unreadable.examples());
    }

    /** The rows of a document, one per line. */
    private byte[] lines(byte[] body) throws UnreadableAnswerException {
        if (isBlank(body)) {
            return body;
        }
        try {
            JsonNode rows = JSON.readTree(body).at(station.rows());
            if (!rows.isArray()) {
                throw new UnreadableAnswerException(
                        "there is no array at '" + station.rows() + "', where 'rows' says");
            }
            StringBuilder lines = new StringBuilder();
            rows.forEach(row -> lines.append(row).append('\n'));
            return lines.toString().getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new UnreadableAnswerException("no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UnreadableAnswerException("no JSON: " + e.getMessage());
        }
    }

    private static boolean isBlank(byte[] text) {
        for (byte one : text) {
            if (one > ' ' || one < 0) {
                return false;
            }
        }
        return true;
    }
}
