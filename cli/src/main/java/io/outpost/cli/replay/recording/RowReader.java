package io.outpost.cli.replay.recording;

import io.outpost.cli.replay.mapping.Mapping;
import io.outpost.cli.replay.mapping.ObservationSource;
import io.outpost.cli.replay.mapping.QuantitySource;
import io.outpost.cli.send.PlaceEntry;
import io.outpost.core.weather.Quantity;
import io.outpost.schemas.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns rows of one file into observations: one of those that each row holds. */
final class RowReader {
    private static final int PLACE_ID = position("placeId");
    private static final int SENSOR_ID = position("sensorId");
    private static final int OBSERVED_AT = position("observedAt");
    private static final int INTERVAL = position("reportingIntervalSeconds");
    private static final int EXTRAS = position("extras");
    private static final Map<Quantity, Integer> FIELDS = fields();

    private final String fileName;
    private final Map<String, PlaceEntry> listedPlaces;
    private final Integer intervalSeconds;
    private final Cells cells;
    private final IdReader place;
    private final IdReader sensor;
    private final TimeReader time;
    private final List<QuantityColumn> columns = new ArrayList<>();
    private final Map<Quantity, Quantity> derived = new EnumMap<>(Quantity.class);
    private final Map<String, Integer> extras = new LinkedHashMap<>();
    private final PlaceColumns placeColumns;
    private final Map<Quantity, Double> values = new EnumMap<>(Quantity.class);

    RowReader(Mapping mapping, ObservationSource source, Header header, String fileName) {
        this.fileName = fileName;
        this.listedPlaces = mapping.placesById();
        this.intervalSeconds =
                mapping.interval() == null ? null : (int) mapping.interval().toSeconds();
        this.cells = new Cells(mapping.missing());
        this.place = new IdReader(source.place(), header, fileName);
        this.sensor = new IdReader(source.sensor(), header, fileName);
        this.time = new TimeReader(mapping, header);
        this.placeColumns =
                mapping.otherPlaces() == null
                        ? null
                        : new PlaceColumns(
                                mapping.otherPlaces(), mapping.csv().decimal(), header, fileName);
        source.quantities().forEach((quantity, from) -> add(quantity, from, mapping, header));
        source.extras().forEach(name -> extras.put(name, header.position(name)));
    }

    private void add(Quantity quantity, QuantitySource source, Mapping mapping, Header header) {
        if (source.derivedFrom() == null) {
            columns.add(new QuantityColumn(quantity, source, mapping, header));
        } else {
            derived.put(
                    quantity,
                    quantity == Quantity.DEW_POINT_CELSIUS
                            ? Quantity.RELATIVE_HUMIDITY_PERCENT
                            : Quantity.DEW_POINT_CELSIUS);
        }
    }

    /**
     * Adds the row's place as it is to be registered; nothing when the mapping does not say how.
     */
    void notePlace(Row row, String placeId, SeenPlaces places) throws UnreadableRowException {
        PlaceEntry listed = listedPlaces.get(placeId);
        if (listed != null) {
            places.addListed(listed);
        } else if (placeColumns != null && !places.isSettled(placeId)) {
            places.add(placeColumns.place(placeId, cells, row));
        }
    }

    Observation read(Row row, Unreadable unreadable) throws UnreadableRowException {
        String placeId = place.read(cells, row);
        String sensorId = sensor.read(cells, row);
        Instant observedAt = time.read(cells, row, placeId, sensorId);
        Observation observation = new Observation();
        observation.put(PLACE_ID, placeId);
        observation.put(SENSOR_ID, sensorId);
        observation.put(OBSERVED_AT, observedAt);
        observation.put(INTERVAL, intervalSeconds);
        readColumns(row, unreadable, observation);
        derive(observation);
        observation.put(EXTRAS, extras(row));
        return observation;
    }

    /** To be called after the last row. */
    void requireDecimalMark() {
        columns.forEach(QuantityColumn::requireMark);
    }

    private void readColumns(Row row, Unreadable unreadable, Observation observation)
            throws UnreadableRowException {
        values.clear();
        for (QuantityColumn column : columns) {
            String text = cells.text(row, column.position());
            if (text != null && !column.isNone(text)) {
                readColumn(column, text, lineOf(column, row), unreadable);
            }
        }
        if (values.isEmpty()) {
            throw new UnreadableRowException(
                    UnreadableReason.NO_VALUE, "no value in any column of a quantity");
        }
        values.forEach((quantity, value) -> set(observation, quantity, value));
    }

    private void readColumn(QuantityColumn column, String text, Line line, Unreadable unreadable) {
        try {
            double read = column.number(text);
            double value = column.clamped(read);
            values.put(column.quantity(), value);
            if (value != read && !Double.isNaN(read)) {
                add(UnreadableReason.CLAMPED, column, text, line, unreadable);
            }
        } catch (NumberFormatException e) {
            add(column.reason(text, line), column, text, line, unreadable);
        }
    }

    private static void add(
            UnreadableReason reason,
            QuantityColumn column,
            String text,
            Line line,
            Unreadable unreadable) {
        unreadable.add(reason, column.column(), line, column.column() + " = " + text);
    }

    private Line lineOf(QuantityColumn column, Row row) {
        return new Line(fileName, row.line(column.position()));
    }

    private void derive(Observation observation) {
        derived.forEach(
                (quantity, from) -> {
                    double value =
                            Derivation.derive(
                                    quantity,
                                    valueOf(Quantity.AIR_TEMPERATURE_CELSIUS),
                                    valueOf(from));
                    if (!Double.isNaN(value)) {
                        set(observation, quantity, value);
                    }
                });
    }

    private double valueOf(Quantity quantity) {
        return values.getOrDefault(quantity, Double.NaN);
    }

    private Map<String, String> extras(Row row) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, Integer> extra : extras.entrySet()) {
            String text = cells.text(row, extra.getValue());
            if (text != null) {
                texts.put(extra.getKey(), text);
            }
        }
        return texts;
    }

    private static int position(String field) {
        return Observation.getClassSchema().getField(field).pos();
    }

    private static void set(Observation observation, Quantity quantity, double value) {
        observation.put(FIELDS.get(quantity), (Double) value);
    }

    private static Map<Quantity, Integer> fields() {
        Map<Quantity, Integer> fields = new EnumMap<>(Quantity.class);
        Quantity.sent().forEach(one -> fields.put(one, position(one.fieldName())));
        return fields;
    }
}
