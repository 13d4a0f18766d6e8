package io.outpost.lakehouse.table;

import io.outpost.archive.admit.FlaggedValues;
import io.outpost.archive.admit.RawObservation;
import io.outpost.core.weather.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * The columns of the table, as those of the raw rows in Postgres, but for the time, which is whole:
 * one of each quantity that senders send follows from the list of quantities.
 */
final class RawColumns {
    static final String PLACE_ID = "place_id";
    static final String SENSOR_ID = "sensor_id";
    static final String OBSERVED_AT = "observed_at";
    static final String RECEIVED_AT = "received_at";
    static final String KAFKA_PARTITION = "kafka_partition";
    static final String KAFKA_OFFSET = "kafka_offset";
    static final String REPORTING_INTERVAL_SECONDS = "reporting_interval_seconds";
    static final String FLAGGED = "flagged";
    static final String EXTRAS = "extras";

    static final List<Column> ALL = all();

    private static final Map<String, Column> BY_NAME =
            ALL.stream().collect(Collectors.toMap(Column::name, Function.identity()));

    /**
     * One column.
     *
     * @param value of it in a row, as Flink's tables hold it; null: there is none
     */
    record Column(
            String name,
            Type type,
            boolean isRequired,
            String doc,
            Function<RawObservation, Object> value) {
        private Types.NestedField field(int id) {
            return isRequired
                    ? Types.NestedField.required(id, name, type, doc)
                    : Types.NestedField.optional(id, name, type, doc);
        }
    }

    private RawColumns() {}

    /** Of a table that is made anew. */
    static Schema schema() {
        List<Types.NestedField> fields = new ArrayList<>();
        for (Column column : ALL) {
            fields.add(column.field(fields.size() + 1));
        }
        return new Schema(fields);
    }

    /** Null: it is none of ours. */
    static Column named(String name) {
        return BY_NAME.get(name);
    }

    private static List<Column> all() {
        Type text = Types.StringType.get();
        Type time = Types.TimestampType.withZone();
        List<Column> all = new ArrayList<>();
        all.add(required(PLACE_ID, text, "of the place", o -> StringData.fromString(o.placeId())));
        all.add(
                required(
                        SENSOR_ID,
                        text,
                        "within the place",
                        o -> StringData.fromString(o.sensorId())));
        all.add(required(OBSERVED_AT, time, "to the ms", o -> time(o.observedAtMillis())));
        all.add(required(RECEIVED_AT, time, "by the broker", o -> time(o.receivedAtMillis())));
        Type integer = Types.IntegerType.get();
        all.add(required(KAFKA_PARTITION, integer, "of the log", RawObservation::partition));
        all.add(required(KAFKA_OFFSET, Types.LongType.get(), "in it", RawObservation::offset));
        all.add(optional(REPORTING_INTERVAL_SECONDS, integer, "as declared", RawColumns::interval));
        for (Quantity quantity : Quantity.sent()) {
            all.add(
                    optional(
                            quantity.columnName(),
                            Types.DoubleType.get(),
                            "as sent; null: not sent, or flagged",
                            observation -> value(observation, quantity)));
        }
        String flagged = "JSON, by column the value that was sent and why it is not good";
        all.add(optional(FLAGGED, text, flagged, o -> json(FlaggedValues.json(o))));
        all.add(
                optional(
                        EXTRAS, text, "JSON, unknown fields of the sender", o -> json(o.extras())));
        return List.copyOf(all);
    }

    private static Column required(
            String name, Type type, String doc, Function<RawObservation, Object> value) {
        return new Column(name, type, true, doc, value);
    }

    private static Column optional(
            String name, Type type, String doc, Function<RawObservation, Object> value) {
        return new Column(name, type, false, doc, value);
    }

    private static TimestampData time(long millis) {
        return TimestampData.fromEpochMillis(millis);
    }

    private static Integer interval(RawObservation observation) {
        int seconds = observation.intervalSeconds();
        return seconds == RawObservation.UNDECLARED ? null : seconds;
    }

    private static Double value(RawObservation observation, Quantity quantity) {
        return FlaggedValues.isGood(observation, quantity)
                ? observation.values()[quantity.code()]
                : null;
    }

    private static StringData json(byte[] utf8) {
        return utf8 == null ? null : StringData.fromBytes(utf8);
    }
}
