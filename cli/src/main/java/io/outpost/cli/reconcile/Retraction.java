package io.outpost.cli.reconcile;

import io.outpost.schemas.Alert;
import io.outpost.schemas.Driver;
import io.outpost.schemas.Transition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;

/**
 * How messages of a kind are retracted whose writer was withdrawn: docs/topology.md, Withdrawn
 * messages.
 *
 * @param about what messages that are retracted by one have in common
 * @param rows all rows that are about the same as some messages; may be more
 * @param asRow what a row of a message says: a negative zero is a zero there
 * @param order of the messages about the same
 * @param maker the retraction
 */
record Retraction<M extends SpecificRecord>(
        Kind<M> kind,
        Function<M, String> about,
        Rows<M> rows,
        ToLongFunction<M> revision,
        UnaryOperator<M> asRow,
        Comparator<M> order,
        Maker<M> maker) {
    private static final List<String> ALERT_KINDS =
            List.of("BEGAN", "CHANGED", "CORRECTED", "ENDED", "RETRACTED");
    private static final String RETRACTED = "RETRACTED";
    private static final String CORRECTED = "CORRECTED";

    static final Retraction<Alert> ALERTS =
            new Retraction<>(
                    Kind.ALERTS,
                    Alert::getEpisodeId,
                    Retraction::alertRows,
                    Alert::getRevision,
                    alert -> Alert.newBuilder(alert).setDrivers(asRow(alert.getDrivers())).build(),
                    Comparator.comparingLong(Alert::getRevision)
                            .thenComparing(Alert::getAt)
                            .thenComparing(alert -> ALERT_KINDS.indexOf(alert.getKind())),
                    Retraction::alert);
    static final Retraction<Transition> TRANSITIONS =
            new Retraction<>(
                    Kind.TRANSITIONS,
                    transition ->
                            "%s\n%s\n%s"
                                    .formatted(
                                            transition.getPlaceId(),
                                            transition.getCondition(),
                                            transition.getAt()),
                    Retraction::transitionRows,
                    Transition::getRevision,
                    transition ->
                            Transition.newBuilder(transition)
                                    .setDrivers(asRow(transition.getDrivers()))
                                    .build(),
                    Comparator.comparingLong(Transition::getRevision),
                    Retraction::transition);

    /** Asks for rows, which have the columns of the kind and the writer's epoch. */
    interface Rows<M> {
        PreparedStatement of(Connection connection, Collection<M> messages) throws SQLException;
    }

    /** Makes a retraction. */
    interface Maker<M> {
        /**
         * The message that takes a withdrawn one back.
         *
         * @param standing what holds of the same; null: nothing does
         * @param revision below 0, as no event has one
         */
        M of(M withdrawn, M standing, long revision);
    }

    boolean isRetraction(M message) {
        return revision.applyAsLong(message) < 0;
    }

    private static List<Driver> asRow(List<Driver> drivers) {
        return drivers.stream()
                .map(
                        one ->
                                new Driver(
                                        one.getMeasure(),
                                        one.getValue() + 0.0,
                                        one.getWindowSeconds()))
                .toList();
    }

    private static PreparedStatement alertRows(Connection connection, Collection<Alert> alerts)
            throws SQLException {
        PreparedStatement query =
                connection.prepareStatement(
                        "SELECT * FROM (%s) AS alerts WHERE episode_id = ANY (?)"
                                .formatted(Kind.ALL_ALERTS));
        query.setArray(
                1, array(connection, "text", alerts.stream().map(Alert::getEpisodeId).toArray()));
        return query;
    }

    private static PreparedStatement transitionRows(
            Connection connection, Collection<Transition> transitions) throws SQLException {
        PreparedStatement query =
                connection.prepareStatement(
                        "SELECT * FROM outpost.condition_transitions WHERE place_id = ANY (?) AND at = ANY (?)");
        Object[] places = transitions.stream().map(Transition::getPlaceId).toArray();
        Object[] times =
                transitions.stream().map(one -> one.getAt().atOffset(ZoneOffset.UTC)).toArray();
        query.setArray(1, array(connection, "text", places));
        query.setArray(2, array(connection, "timestamptz", times));
        return query;
    }

    private static java.sql.Array array(Connection connection, String type, Object[] values)
            throws SQLException {
        return connection.createArrayOf(type, values);
    }

    /** An episode that stands is corrected to how it stands, any other did not happen. */
    private static Alert alert(Alert withdrawn, Alert standing, long revision) {
        boolean stands = standing != null && !standing.getKind().equals(RETRACTED);
        Alert base = standing == null ? withdrawn : standing;
        String kind = stands ? CORRECTED : RETRACTED;
        return Alert.newBuilder(base)
                .setKind(kind)
                .setRevision(revision)
                .setAlertId(Kind.hash("%s\n%s\n%d".formatted(base.getEpisodeId(), kind, revision)))
                .setAt(stands ? base.getAt() : base.getStartedAt())
                .setProvisional(stands && base.getProvisional())
                .build();
    }

    private static Transition transition(Transition withdrawn, Transition standing, long revision) {
        return Transition.newBuilder(standing == null ? withdrawn : standing)
                .setRetracted(standing == null || standing.getRetracted())
                .setRevision(revision)
                .build();
    }
}
