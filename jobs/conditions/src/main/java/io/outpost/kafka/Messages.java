package io.outpost.kafka;

import io.outpost.kafka.AvroMessages.Message;
import io.outpost.operate.LateReading;
import io.outpost.place.AlertRow;
import io.outpost.place.TransitionRow;
import io.outpost.schemas.Alert;
import io.outpost.schemas.Driver;
import io.outpost.schemas.LateObservation;
import io.outpost.schemas.Transition;
import io.outpost.weather.Quantity;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** From rows to the messages of the topics. */
final class Messages {
    private Messages() {}

    static Message transition(TransitionRow row) {
        return new Message(
                row.placeId(),
                Transition.newBuilder()
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
                        .build());
    }

    static Message alert(AlertRow row) {
        return new Message(
                row.placeId(),
                Alert.newBuilder()
                        .setAlertId(row.alertId())
                        .setEpisodeId(row.episodeId())
                        .setKind(row.kind())
                        .setRevision(row.revision())
                        .setPlaceId(row.placeId())
                        .setSubject(row.subject())
                        .setAt(Instant.ofEpochMilli(row.atMillis()))
                        .setStartedAt(Instant.ofEpochMilli(row.startedAtMillis()))
                        .setEndedAt(
                                row.endedAtMillis() == 0
                                        ? null
                                        : Instant.ofEpochMilli(row.endedAtMillis()))
                        .setLevel(row.level())
                        .setDrivers(drivers(row.drivers()))
                        .setProvisional(row.provisional())
                        .build());
    }

    static Message late(LateReading row) {
        LateObservation late =
                LateObservation.newBuilder()
                        .setPlaceId(row.placeId())
                        .setSensorId(row.sensorId())
                        .setObservedAt(Instant.ofEpochMilli(row.observedAtMillis()))
                        .setPlaceClock(Instant.ofEpochMilli(row.clockMillis()))
                        .setSourcePartition(row.sourcePartition())
                        .setSourceOffset(row.sourceOffset())
                        .setAirTemperatureCelsius(value(row, Quantity.AIR_TEMPERATURE_CELSIUS))
                        .setDewPointCelsius(value(row, Quantity.DEW_POINT_CELSIUS))
                        .setRelativeHumidityPercent(value(row, Quantity.RELATIVE_HUMIDITY_PERCENT))
                        .setWindSpeedMetresPerSecond(
                                value(row, Quantity.WIND_SPEED_METRES_PER_SECOND))
                        .setWindGustMetresPerSecond(
                                value(row, Quantity.WIND_GUST_METRES_PER_SECOND))
                        .setPrecipitationMillimetres(value(row, Quantity.PRECIPITATION_MILLIMETRES))
                        .setPrecipitationCounterMillimetres(
                                value(row, Quantity.PRECIPITATION_COUNTER_MILLIMETRES))
                        .setSnowDepthCentimetres(value(row, Quantity.SNOW_DEPTH_CENTIMETRES))
                        .setSnowWaterEquivalentMillimetres(
                                value(row, Quantity.SNOW_WATER_EQUIVALENT_MILLIMETRES))
                        .setWaterLevelMetres(value(row, Quantity.WATER_LEVEL_METRES))
                        .setPressureHectopascals(value(row, Quantity.PRESSURE_HECTOPASCALS))
                        .setSoilMoisturePercent(value(row, Quantity.SOIL_MOISTURE_PERCENT))
                        .build();
        return new Message(row.placeId(), late);
    }

    private static Double value(LateReading row, Quantity quantity) {
        double value = row.values()[quantity.ordinal()];
        return Double.isNaN(value) ? null : value;
    }

    private static List<Driver> drivers(io.outpost.condition.Driver[] drivers) {
        return Arrays.stream(drivers)
                .map(d -> new Driver(d.measure(), d.value(), d.windowSeconds()))
                .toList();
    }
}
