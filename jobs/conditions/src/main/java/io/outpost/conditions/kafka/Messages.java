package io.outpost.conditions.kafka;

import io.outpost.core.place.AlertRow;
import io.outpost.core.place.DeadLetter;
import io.outpost.core.place.LateReading;
import io.outpost.core.place.Origin;
import io.outpost.core.place.PlaceRow;
import io.outpost.core.place.PlaceVersion;
import io.outpost.core.place.PreferenceAlertRow;
import io.outpost.core.place.PreferenceRow;
import io.outpost.core.place.TransitionRow;
import io.outpost.core.preference.PreferenceSubject;
import io.outpost.core.preference.PreferenceVersion;
import io.outpost.core.weather.Quantity;
import io.outpost.decode.ObservationFields;
import io.outpost.schemas.Alert;
import io.outpost.schemas.Driver;
import io.outpost.schemas.LateObservation;
import io.outpost.schemas.Place;
import io.outpost.schemas.Preference;
import io.outpost.schemas.Transition;
import io.outpost.schemas.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** From rows to the messages of the topics. */
final class Messages {
    private static final List<Quantity> SENT = Quantity.sent();
    private static final int[] LATE_FIELDS =
            ObservationFields.positions(LateObservation.getClassSchema());

    private Messages() {}

    static Transition transition(TransitionRow row) {
        return Transition.newBuilder()
                .setPlaceId(row.placeId())
                .setCondition(row.condition())
                .setAt(Instant.ofEpochMilli(row.atMillis()))
                .setFromState(row.fromState())
                .setState(row.state())
                .setLevel(row.level())
                .setEpisodeId(row.episodeId())
                .setDrivers(drivers(row.drivers()))
                .setRevision(row.revision())
                .setRetracted(row.retracted())
                .build();
    }

    static Alert alert(AlertRow row) {
        return Alert.newBuilder()
                .setAlertId(row.alertId())
                .setEpisodeId(row.episodeId())
                .setKind(row.kind())
                .setRevision(row.revision())
                .setPlaceId(row.placeId())
                .setSubject(row.subject())
                .setAt(Instant.ofEpochMilli(row.atMillis()))
                .setStartedAt(Instant.ofEpochMilli(row.startedAtMillis()))
                .setEndedAt(
                        row.endedAtMillis() == 0 ? null : Instant.ofEpochMilli(row.endedAtMillis()))
                .setLevel(row.level())
                .setDrivers(drivers(row.drivers()))
                .setProvisional(row.provisional())
                .build();
    }

    static Alert alert(PreferenceAlertRow row) {
        return Alert.newBuilder()
                .setAlertId(row.alertId())
                .setEpisodeId(row.episodeId())
                .setKind(row.kind())
                .setRevision(row.revision())
                .setPlaceId(row.placeId())
                .setSubject(PreferenceSubject.nameOf(row.preferenceId()))
                .setAt(Instant.ofEpochMilli(row.atMillis()))
                .setStartedAt(Instant.ofEpochMilli(row.startedAtMillis()))
                .setEndedAt(
                        row.endedAtMillis() == 0 ? null : Instant.ofEpochMilli(row.endedAtMillis()))
                .setLevel(row.level())
                .setDrivers(drivers(row.drivers()))
                .setPreferenceId(row.preferenceId())
                .build();
    }

    static LateObservation late(LateReading row) {
        LateObservation late =
                LateObservation.newBuilder()
                        .setPlaceId(row.placeId())
                        .setSensorId(row.sensorId())
                        .setObservedAt(Instant.ofEpochMilli(row.observedAtMillis()))
                        .setPlaceClock(Instant.ofEpochMilli(row.clockMillis()))
                        .setSourcePartition(row.sourcePartition())
                        .setSourceOffset(row.sourceOffset())
                        .build();
        for (Quantity quantity : SENT) {
            late.put(LATE_FIELDS[quantity.code()], orNull(row.values()[quantity.code()]));
        }
        return late;
    }

    /** What applies now; null: the parameters were taken back. */
    static Place place(PlaceRow row) {
        PlaceVersion version = row.version();
        return version.removed()
                ? null
                : Place.newBuilder()
                        .setPlaceId(row.placeId())
                        .setName(version.name())
                        .setLatitude(orNull(version.latitudeDegrees()))
                        .setLongitude(orNull(version.longitudeDegrees()))
                        .setElevationMetres(orNull(version.elevationMetres()))
                        .setTimeZone(version.timeZone())
                        .setStaleAfterSeconds(
                                version.staleAfterSeconds() == 0
                                        ? null
                                        : version.staleAfterSeconds())
                        .setSurface(nameOrNull(version.surface()))
                        .setStreamSize(nameOrNull(version.streamSize()))
                        .setAspectDegrees(orNull(version.aspectDegrees()))
                        .setWindHeightMetres(orNull(version.windHeightMetres()))
                        .setAttribution(version.attribution())
                        .build();
    }

    /** Neither id has a control character. */
    static String preferenceKey(PreferenceRow row) {
        return row.placeId() + '\t' + row.version().preferenceId();
    }

    /** What applies now; null: the preference was taken back. */
    static Preference preference(PreferenceRow row) {
        PreferenceVersion version = row.version();
        return version.isTakenBack()
                ? null
                : Preference.newBuilder()
                        .setPreferenceId(version.preferenceId())
                        .setPlaceId(row.placeId())
                        .setOwnerId(version.ownerId())
                        .setVersion(version.number())
                        .setDocument(version.document())
                        .build();
    }

    /** The rejected record as it came, with headers that say why and whence. */
    static ProducerRecord<byte[], byte[]> rejected(DeadLetter letter, String logTopic) {
        Origin origin = letter.origin();
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(
                        Topic.REJECTED_OBSERVATIONS.topicName(), origin.key(), origin.value());
        for (int i = 0; origin.headerNames() != null && i < origin.headerNames().length; i++) {
            message.headers().add(origin.headerNames()[i], origin.headerValues()[i]);
        }
        addHeader(message, "outpost.reason", letter.reason().name());
        addHeader(message, "outpost.detail", letter.detail());
        addHeader(message, "outpost.topic", logTopic);
        addHeader(message, "outpost.partition", Integer.toString(origin.partition()));
        addHeader(message, "outpost.offset", Long.toString(origin.offset()));
        return message;
    }

    private static void addHeader(
            ProducerRecord<byte[], byte[]> message, String name, String value) {
        message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static Double orNull(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private static String nameOrNull(Enum<?> value) {
        return value == null ? null : value.name();
    }

    private static List<Driver> drivers(io.outpost.core.condition.Driver[] drivers) {
        return Arrays.stream(drivers)
                .map(d -> new Driver(d.measure(), d.value(), d.windowSeconds()))
                .toList();
    }
}
