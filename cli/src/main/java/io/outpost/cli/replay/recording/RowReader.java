package io.outpost.cli.replay.recording;

import io.outpost.cli.replay.mapping.Mapping;
import io.outpost.cli.replay.mapping.Quantity;
import io.outpost.cli.replay.mapping.QuantitySource;
import io.outpost.schemas.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;

/** Turns rows of one file into observations, as its mapping says. */
final class RowReader {
    private static final int PLACE_ID = position("placeId");
    private static final int SENSOR_ID = position("sensorId");
    private static final int OBSERVED_AT = position("observedAt");
    private static final int INTERVAL = position("reportingIntervalSeconds");
    private static final int EXTRAS = position("extras");

    private final Mapping mapping;
    private final String fileName;
    private final Cells cells;
    private final IdReader place;
    private final IdReader sensor;
    private final TimeReader time;
    private final List<QuantityColumn> columns = new ArrayList<>();
    private final List<QuantitySource.Derived> derived = new ArrayList<>();
    private final Map<String, Integer> extras = new LinkedHashMap<>();
    private final Map<Quantity, Double> values = new EnumMap<>(Quantity.class);

    RowReader(Mapping mapping, Header header, String fileName) {
        this.mapping = mapping;
        this.fileName = fileName;
        this.cells = new Cells(mapping.missing());
        this.place = new IdReader(mapping.place(), header, fileName);
        this.sensor = new IdReader(mapping.sensor(), header, fileName);
        this.time = new TimeReader(mapping.time(), header);
        for (QuantitySource source : mapping.quantities()) {
            if (source instanceof QuantitySource.Column column) {
                columns.add(new QuantityColumn(column, header, mapping.sentinels()));
            } else {
                derived.add((QuantitySource.Derived) source);
            }
        }
        mapping.extras().forEach(name -> extras.put(name, header.position(name)));
    }

    Observation read(CSVRecord row, long line, Unreadable unreadable)
            throws UnreadableRowException {
        Instant observedAt = time.read(cells, row);
        Observation observation = new Observation();
        observation.put(PLACE_ID, place.read(cells, row));
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
                column.quantity().set(observation, value);
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
                            valueOf(Quantity.AIR_TEMPERATURE),
                            valueOf(source.from()));
            if (!Double.isNaN(value)) {
                source.quantity().set(observation, value);
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
}
