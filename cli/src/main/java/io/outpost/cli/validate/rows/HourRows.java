package io.outpost.cli.validate.rows;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.validate.recording.SnotelYear;
import io.outpost.cli.validate.recording.UscrnStation;
import io.outpost.cli.validate.score.HourSource;
import io.outpost.cli.validate.score.ModelledHours;
import io.outpost.core.model.ModelQuantity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The hours that the job of a stack has put into Postgres. */
final class HourRows implements HourSource, AutoCloseable {
    private static final int DAY_HOURS = 24;

    private static final String MODELS =
            "SELECT extract(epoch FROM start_at)::int8 / 3600, water_24h_millimetres, "
                    + Arrays.stream(ModelQuantity.values())
                            .limit(ModelledHours.NUMBERS)
                            .map(ModelQuantity::columnName)
                            .collect(Collectors.joining(", "))
                    + " FROM outpost.hourly_models WHERE place_id = ?";

    private static final String TEMPERATURES =
            """
            SELECT extract(epoch FROM start_at)::int8 / 3600,
                   air_temperature_celsius_sum / air_temperature_celsius_n
            FROM outpost.hour_aggregates
            WHERE place_id = ? AND air_temperature_celsius_n > 0
            """;

    private static final String COUNT =
            "SELECT count(*) FROM outpost.hourly_models WHERE place_id = ANY (?)";

    private final Connection connection;

    /** Takes over the connection. */
    HourRows(Connection connection) {
        this.connection = connection;
    }

    private interface Row {
        void read(int hour, ResultSet row) throws SQLException;
    }

    @Override
    public ModelledHours of(SnotelYear year) {
        return of(ReplayedPlace.of(year));
    }

    @Override
    public ModelledHours of(UscrnStation station) {
        return of(ReplayedPlace.of(station));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** How many hours of the models there are of some places. */
    long count(List<ReplayedPlace> places) throws SQLException {
        Object[] ids = places.stream().map(ReplayedPlace::id).toArray();
        try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
            statement.setArray(1, connection.createArrayOf("text", ids));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private ModelledHours of(ReplayedPlace place) {
        int count = place.hours().count();
        ModelledHours hours =
                new ModelledHours(place.parameters(), place.hours().firstEpochHour(), count);
        double[] water = new double[count];
        each(MODELS, place, (hour, row) -> water[hour] = put(hours, hour, row));
        for (int hour = 0; hour < count; hour++) {
            hours.putWater(hour, water[hour] + (hour < DAY_HOURS ? 0 : water[hour - DAY_HOURS]));
        }
        double[] celsius = new double[count];
        Arrays.fill(celsius, Double.NaN);
        each(TEMPERATURES, place, (hour, row) -> celsius[hour] = row.getDouble(2));
        putDays(hours, celsius);
        return hours;
    }

    /** Puts what a row says of its hour; returns the water of 24 h. */
    private static double put(ModelledHours hours, int hour, ResultSet row) throws SQLException {
        double[] values = new double[ModelledHours.NUMBERS];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.getDouble(i + 3);
        }
        hours.put(hour, values);
        return row.getDouble(2);
    }

    /** As the API takes them: of the hours that have a temperature of their own. */
    private static void putDays(ModelledHours hours, double[] celsius) {
        for (int hour = 0; hour < celsius.length; hour++) {
            double[] day =
                    Arrays.stream(celsius, Math.max(0, hour + 1 - DAY_HOURS), hour + 1)
                            .filter(value -> !Double.isNaN(value))
                            .toArray();
            hours.putDay(
                    hour,
                    Arrays.stream(day).min().orElse(Double.NaN),
                    Arrays.stream(day).max().orElse(Double.NaN));
        }
    }

    private void each(String sql, ReplayedPlace place, Row reader) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, place.id());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    long hour = row.getLong(1) - place.hours().firstEpochHour();
                    if (hour >= 0 && hour < place.hours().count()) {
                        reader.read((int) hour, row);
                    }
                }
            }
        } catch (SQLException e) {
            throw new CommandException(
                    "The rows of " + place.id() + " cannot be read: " + e.getMessage(), e);
        }
    }
}
