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
import org.apache.commons.csv.CSVRecord;

/** Turns rows of one file into observations: one of those that each row holds. */
final class RowReader {
    private static final int PLACE_ID = position("placeId");
    private static final int SENSOR_ID = position("sensorId");
    private static final int OBSERVED_AT = position("observedAt");
    private static final int INTERVAL = position("reportingIntervalSeconds");
    private static final int EXTRAS = position("extras");
    private static final Map<Quantity, Integer> FIELDS = fields();

    private final Mapping mapping;
    private final String fileName;
    private final Cells cells;
    private final IdReader place;
    private final IdReader sensor;
    private final TimeReader time;
    private final List<QuantityColumn> columns = new ArrayList<>();
    private final List<QuantitySource.Derived> derived = new ArrayList<>();
    private final Map<String, Integer> extras = new LinkedHashMap<>();
    private final PlaceColumns placeColumns;
    private final Map<Quantity, Double> values = new EnumMap<>(Quantity.class);

    RowReader(Mapping mapping, ObservationSource source, Header header, String fileName) {
        this.mapping = mapping;
        this.fileName = fileName;
        this.cells = new Cells(mapping.missing());
        this.place = new IdReader(source.place(), header, fileName);
        this.sensor = new IdReader(source.sensor(), header, fileName);
        this.time = new TimeReader(mapping.time(), header);
        this.placeColumns =
                mapping.otherPlaces() == null
                        ? null
                        : new PlaceColumns(mapping.otherPlaces(), header, fileName);
        source.quantities().forEach(quantity -> add(quantity, header));
        source.extras().forEach(name -> extras.put(name, header.position(name)));
    }

    private void add(QuantitySource source, Header header) {
        if (source instanceof QuantitySource.Column column) {
            columns.add(new QuantityColumn(column, header));
        } else {
            derived.add((QuantitySource.Derived) source);
        }
    }

    /**
     * Adds the row's place as it is to be registered; nothing when the mapping does not say how.
     */
    void notePlace(CSVRecord row, String placeId, SeenPlaces places) throws UnreadableRowException {
        PlaceEntry listed = mapping.places().get(placeId);
        if (listed != null) {
            places.addListed(listed);
        } else if (placeColumns != null && !places.isSettled(placeId)) {
            places.add(placeColumns.place(placeId, cells, row));
        }
    }

    Observation read(CSVRecord row, long line, Unreadable unreadable)
            throws UnreadableRowException {
        String placeId = place.read(cells, row);
        Instant observedAt = time.read(cells, row, placeId);
        Observation observation = new Observation();
        observation.put(PLACE_ID, placeId);
        observation.put(SENSOR_ID, sensor.read(cells, row));
        observation.put(OBSERVED_AT, observedAt);
        observation.put(INTERVAL, mapping.reportingIntervalSeconds());
        readColumns(row, line, unreadable, observation);
        derive(observation);
        observation.put(EXTRAS, extras(row));
        return observation;
    }

    private void readColumns(
            CSVRecord row, long line, Unreadable unreadable, Observation observation)
            throws UnreadableRowException {
        values.clear();
        for (QuantityColumn column : columns) {
            String text = cells.text(row, column.position());
            if (text == null) {
                continue;
            }
            try {
                double value = column.number(text);
                values.put(column.quantity(), value);
                set(observation, column.quantity(), value);
            } catch (NumberFormatException e) {
                unreadable.add(
                        UnreadableReason.BAD_NUMBER,
                        fileName,
                        line,
                        column.column() + " = " + text);
            }
        }
    }

    private void derive(Observation observation) {
        for (QuantitySource.Derived source : derived) {
            double value =
                    Derivation.derive(
                            source.quantity(),
                            valueOf(Quantity.AIR_TEMPERATURE_CELSIUS),
                            valueOf(source.from()));
            if (!Double.isNaN(value)) {
                set(observation, source.quantity(), value);
            }
        }
    }

    private double valueOf(Quantity quantity) {
        return values.getOrDefault(quantity, Double.NaN);
    }

    private Map<String, String> extras(CSVRecord row) throws UnreadableRowException {
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
