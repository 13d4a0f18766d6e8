package io.outpost.cli.replay;

import io.outpost.cli.replay.recording.ObservationEncoder;
import io.outpost.cli.replay.recording.Reading;
import io.outpost.core.weather.Quantity;
import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * What a replay would send; the answer of {@code --dry-run --json}.
 *
 * @param first observations in the order of sending
 * @param complaint why a replay would send nothing; null: it would
 */
record DryRun(
        String replayed,
        List<Recordings.SourceFile> files,
        long rows,
        long toSend,
        Map<String, Long> toSendByPlace,
        List<Sample> first,
        Map<String, Long> unreadable,
        List<String> unreadableExamples,
        String complaint) {
    /** Frames what is never sent. */
    static final ObservationEncoder ENCODER_OF_NO_SCHEMA = new ObservationEncoder(0);

    private static final int SAMPLES = 5;

    /** One observation: time in UTC, quantities in the units of their names. */
    record Sample(
            String observedAt,
            String placeId,
            String sensorId,
            Map<String, Double> quantities,
            Map<String, String> extras) {
        private static Sample of(Reading reading) {
            Observation observation = decoded(reading.value());
            Map<String, Double> quantities = new LinkedHashMap<>();
            for (Quantity quantity : Quantity.sent()) {
                Object value = observation.get(quantity.fieldName());
                if (value != null) {
                    quantities.put(quantity.fieldName(), (Double) value);
                }
            }
            return new Sample(
                    observation.getObservedAt().toString(),
                    observation.getPlaceId(),
                    observation.getSensorId(),
                    quantities,
                    observation.getExtras());
        }

        private static Observation decoded(byte[] value) {
            int header = WireFormat.HEADER_BYTES;
            try {
                return new SpecificDatumReader<>(Observation.class)
                        .read(
                                null,
                                DecoderFactory.get()
                                        .binaryDecoder(value, header, value.length - header, null));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static DryRun of(Recordings recordings, Acceptance acceptance) {
        return new DryRun(
                recordings.name(),
                recordings.files(),
                recordings.rows(),
                recordings.readings().size(),
                recordings.toSendByPlace(),
                recordings.readings().stream().limit(SAMPLES).map(Sample::of).toList(),
                recordings.unreadable().byReason(),
                recordings.unreadable().examples(),
                acceptance.complaint(recordings).orElse(null));
    }

    /** For people. */
    static String text(Recordings recordings, DryRun run) {
        StringBuilder text = new StringBuilder();
        for (Recordings.SourceFile file : run.files) {
            text.append(
                    String.format(
                            "%s as %s: %,d rows, %,d observations%n",
                            file.path(), file.mapping(), file.rows(), file.observations()));
        }
        text.append(
                String.format(
                        "%s would send %,d observations of %,d places%s; the first in UTC and in the units of their names:%n",
                        run.replayed,
                        run.toSend,
                        run.toSendByPlace.size(),
                        span(recordings.readings())));
        for (Sample sample : run.first) {
            text.append(
                    String.format(
                            "  %s place %s, sensor %s: %s%s%n",
                            sample.observedAt,
                            sample.placeId,
                            sample.sensorId,
                            sample.quantities,
                            sample.extras.isEmpty() ? "" : " " + sample.extras));
        }
        return text.toString().stripTrailing() + UnreadableText.of(recordings.unreadable());
    }

    private static String span(List<Reading> readings) {
        if (readings.isEmpty()) {
            return "";
        }
        var times = readings.stream().mapToLong(Reading::observedAtMillis).summaryStatistics();
        return ", "
                + Instant.ofEpochMilli(times.getMin())
                + " to "
                + Instant.ofEpochMilli(times.getMax());
    }
}
