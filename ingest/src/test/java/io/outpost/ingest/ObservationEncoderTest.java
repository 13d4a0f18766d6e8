package io.outpost.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.WireFormat;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Beside Avro's own writer. */
class ObservationEncoderTest {
    private static final double[] NUMBERS = {
        0, -0.0, 21.5, -40, 1e300, Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY
    };
    private static final String[] TEXTS = {
        "", "nyc-jfk", "Zürich", "富士山", "\uD83C\uDF27", "x".repeat(3000)
    };
    private static final long[] MILLIS = {0, -1, 63, 64, -65, 1_796_000_000_123L};

    private final Random random = new Random(1);

    @Test
    void theBytesAreThoseOfAvro() {
        for (int round = 0; round < 5_000; round++) {
            Observation observation = observation();
            int schemaId = random.nextInt();
            assertArrayEquals(
                    WireFormat.encode(schemaId, observation),
                    ObservationEncoder.encode(schemaId, observation),
                    observation::toString);
        }
    }

    /** With some of its fields, also those that are added one day. */
    private Observation observation() {
        Observation one =
                Observation.newBuilder()
                        .setPlaceId(text())
                        .setSensorId(text())
                        .setObservedAt(Instant.ofEpochMilli(MILLIS[random.nextInt(MILLIS.length)]))
                        .setExtras(extras())
                        .build();
        for (Schema.Field field : Observation.getClassSchema().getFields()) {
            if (field.schema().isUnion() && random.nextBoolean()) {
                boolean isWhole = field.schema().getTypes().get(1).getType() == Schema.Type.INT;
                Object value = isWhole ? (Object) random.nextInt() : (Object) number();
                one.put(field.pos(), value);
            }
        }
        return one;
    }

    private Map<String, String> extras() {
        Map<String, String> extras = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            extras.put(text() + i, text());
        }
        return extras;
    }

    private Double number() {
        return random.nextBoolean()
                ? NUMBERS[random.nextInt(NUMBERS.length)]
                : random.nextGaussian() * 100;
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }
}
