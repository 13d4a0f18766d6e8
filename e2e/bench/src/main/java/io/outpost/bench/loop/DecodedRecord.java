package io.outpost.bench.loop;

import io.outpost.core.weather.Quantity;
import io.outpost.schemas.Observation;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** The fields of the current record. */
final class DecodedRecord {
    private static final int HEADER_BYTES = 5;

    /**
     * Numbers of the quantities that the loop knows, in the order of the schema; others are passed.
     */
    private static final int[] FIELDS = fields();

    private static final int PASSED = -1;

    final double[] values = new double[Quantity.COUNT];
    final int schemaId;
    byte[] bytes;
    long placeHash;
    long sensorHash;
    long observedAt;
    int intervalSeconds;
    int present;
    int fingerprint;
    int placeFrom;
    int placeLength;
    int sensorLength;
    private int at;

    DecodedRecord(int schemaId) {
        this.schemaId = schemaId;
    }

    /** False for bytes that are not an observation. */
    boolean decode(byte[] value) {
        bytes = value;
        try {
            return isFramed() && decodeBody();
        } catch (IndexOutOfBoundsException e) {
            return false;
        }
    }

    private boolean isFramed() {
        return bytes != null && bytes[0] == 0 && ByteHash.four(bytes, 1) == schemaId;
    }

    private boolean decodeBody() {
        at = HEADER_BYTES;
        placeLength = (int) number();
        placeFrom = at;
        placeHash = ByteHash.of(bytes, at, placeLength);
        at += placeLength;
        sensorLength = (int) number();
        sensorHash = ByteHash.of(bytes, at, sensorLength);
        at += sensorLength;
        observedAt = number();
        int payload = at;
        intervalSeconds = bytes[at++] == 0 ? 0 : (int) number();
        present = 0;
        for (int quantity : FIELDS) {
            if (quantity == PASSED) {
                at += bytes[at] == 0 ? 1 : 1 + Double.BYTES;
            } else if (bytes[at++] != 0) {
                values[quantity] = Double.longBitsToDouble(ByteHash.eight(bytes, at));
                present |= 1 << quantity;
                at += Double.BYTES;
            } else {
                values[quantity] = Double.NaN;
            }
        }
        skipExtras();
        fingerprint = (int) (ByteHash.of(bytes, payload, at - payload) >>> 32);
        return at == bytes.length;
    }

    private static int[] fields() {
        Map<String, Integer> known =
                Quantity.sent().stream()
                        .filter(quantity -> quantity.code() < Quality.LOWEST.length)
                        .collect(Collectors.toMap(Quantity::fieldName, Quantity::code));
        return Observation.getClassSchema().getFields().stream()
                .filter(field -> field.schema().getType() == Schema.Type.UNION)
                .filter(field -> field.schema().getTypes().get(1).getType() == Schema.Type.DOUBLE)
                .mapToInt(field -> known.getOrDefault(field.name(), PASSED))
                .toArray();
    }

    private void skipExtras() {
        for (long count = number(); count != 0; count = number()) {
            if (count < 0) {
                number();
            }
            for (long texts = 2 * Math.abs(count); texts > 0; texts--) {
                at += (int) number();
            }
        }
    }

    private long number() {
        long zigzag = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[at++];
            zigzag |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }

    /** Ranges and consistency; a bad value becomes NaN and is no longer present. */
    static final class Quality {
        private static final double[] LOWEST = {-90, -100, 0, 0, 0, 0, 0, -50, 300, 0, 0, 0};
        private static final double[] HIGHEST = {
            60, 40, 100, 113, 150, 1200, 5000, 500, 1100, 100, 500, 100_000
        };
        private static final double ROUNDING = 0.5;
        private static final int DEW_POINT = 1;
        private static final int WIND = 3;
        private static final int GUST = 4;

        static void flagBadValues(DecodedRecord o) {
            double[] values = o.values;
            for (int left = o.present; left != 0; left &= left - 1) {
                int i = Integer.numberOfTrailingZeros(left);
                if (!(values[i] >= LOWEST[i] && values[i] <= HIGHEST[i])) {
                    remove(o, i);
                }
            }
            if (values[DEW_POINT] > values[0] + ROUNDING) {
                remove(o, DEW_POINT);
            }
            if (values[GUST] < values[WIND] - ROUNDING) {
                remove(o, GUST);
            }
        }

        private static void remove(DecodedRecord o, int quantity) {
            o.values[quantity] = Double.NaN;
            o.present &= ~(1 << quantity);
        }
    }
}
