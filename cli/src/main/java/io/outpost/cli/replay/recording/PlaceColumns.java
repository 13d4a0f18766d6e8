package io.outpost.cli.replay.recording;

import io.outpost.cli.replay.mapping.PlaceSource;
import io.outpost.cli.send.PlaceEntry;
import io.outpost.core.place.ParameterRange;

/** Reads from a row where and how high its place is. */
final class PlaceColumns {
    private final PlaceSource source;
    private final char decimal;
    private final IdReader name;
    private final int latitude;
    private final int longitude;
    private final int elevation;

    PlaceColumns(PlaceSource source, char decimal, Header header, String fileName) {
        this.source = source;
        this.decimal = decimal;
        this.name = source.name() == null ? null : new IdReader(source.name(), header, fileName);
        this.latitude = position(source.latitude(), header);
        this.longitude = position(source.longitude(), header);
        this.elevation = position(source.elevationMetres(), header);
    }

    /** The place as this row has it; what the row does not have, or has wrong, is null. */
    PlaceEntry place(String id, Cells cells, Row row) throws UnreadableRowException {
        Double north = within(ParameterRange.LATITUDE, number(cells, row, latitude));
        Double east = within(ParameterRange.LONGITUDE, number(cells, row, longitude));
        boolean positioned = north != null && east != null;
        return new PlaceEntry(
                id,
                name == null ? id : name.read(cells, row),
                positioned ? north : null,
                positioned ? east : null,
                within(ParameterRange.ELEVATION_METRES, number(cells, row, elevation)),
                source.timeZone(),
                source.staleAfterSeconds(),
                null,
                null,
                null,
                source.windHeightMetres());
    }

    private static int position(String column, Header header) {
        return column == null ? Header.NO_COLUMN : header.position(column);
    }

    private Double number(Cells cells, Row row, int column) {
        String text = cells.text(row, column);
        try {
            return text == null ? null : Double.valueOf(value(text));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private double value(String text) {
        return NumberText.parse(text, decimal).doubleValue();
    }

    private static Double within(ParameterRange range, Double value) {
        return value == null || !range.contains(value) ? null : value;
    }
}
