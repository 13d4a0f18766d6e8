package io.outpost.conditions.pipeline;

import io.outpost.schemas.Observation;
import io.outpost.schemas.Place;
import io.outpost.schemas.Preference;
import java.time.Duration;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/**
 * The weather in which the savepoint of a release is taken, and what comes after it: each condition
 * has an episode that is open, and so have preferences of both cadences; a place has fallen silent,
 * a reading that jumped ahead waits, gauges report days late, sensors repeat and contradict
 * themselves. What a release has of it stands in its {@link ReleasedLog}.
 */
final class ReleaseWeather {
    private static final Instant RECEIVED = Instant.parse("2026-07-01T00:00:00Z");

    /**
     * A month of the places that are replayed: models are certain, and 20 days of May are learned.
     */
    private static final Instant HISTORY = Instant.parse("2026-04-29T00:30:00Z");

    private static final int HISTORY_HOURS = 31 * 24;
    private static final int DAYS_AFTER = 16;
    private static final Duration BETWEEN_HOURS = Duration.ofMillis(500);
    private static final Duration BETWEEN_LIVE = Duration.ofMinutes(5);
    private static final int LATE_HOURS = 60;

    /** Of minutes, begun. */
    private static final String WARM =
            """
            {"name":"Warm","when":{"measure":"air_temperature_celsius","at_least":25,"hysteresis":1}}""";

    /** Of minutes, pending when the savepoint is taken. */
    private static final String LONG_WARM =
            """
            {"name":"Long","when":{"for_at_least":"PT8H","of":{"measure":"air_temperature_celsius","at_least":10}},"cooldown":"PT3H"}""";

    /** Of hours, ended by the rain, and in its cooldown. */
    private static final String DRY =
            """
            {"name":"Dry","when":{"measure":"precipitation_millimetres","over":"PT72H","at_most":1},"cooldown":"PT48H"}""";

    /** Of hours, by a condition. */
    private static final String PASSABLE =
            """
            {"name":"Passable","when":{"condition":"MUD","at_most":"DAMP"},"pending":"PT2H"}""";

    /** Of hours, by the place's own history. */
    private static final String RISING =
            """
            {"name":"Rising","when":{"measure":"water_level_metres","above":{"percentile":90}}}""";

    private final LogRecords records = new LogRecords();
    private Instant now = RECEIVED;
    private int savepointAfter;

    private ReleaseWeather() {}

    static ReleasedLog log() {
        ReleaseWeather weather = new ReleaseWeather();
        weather.before();
        weather.savepointAfter = weather.records.size();
        weather.after();
        return new ReleasedLog(weather.records, weather.savepointAfter, LogRecords.schemas());
    }

    private void before() {
        describe("trail", 46, 8, 600);
        describe("pass", 46, 8, 2500);
        describe("river", 45, 7, 250);
        describe("valley", 36, -117, -80);
        describe("ridge", 44, -71, 1900);
        describe("lab", 40, -74, 10);
        wish("trail", "dry", 1, DRY);
        wish("trail", "passable", 1, PASSABLE);
        wish("river", "rising", 1, RISING);
        wish("valley", "warm", 1, WARM);
        wish("valley", "long warm", 1, LONG_WARM);
        wish("ridge", "gone", 1, WARM);
        wish("ridge", "gone", 2, null);
        for (int hour = 0; hour < HISTORY_HOURS; hour++) {
            hour(hour, 0, 0, 1.02);
            if (hour % 50 == 0) {
                records.addTicks(now.toEpochMilli());
            }
        }
        for (int hour = HISTORY_HOURS; hour < HISTORY_HOURS + 8; hour++) {
            hour(hour, 15, 4, 1.30);
        }
        for (int report = 0; report < 60; report++) {
            live(report, 41, -31);
            if (report < 12) {
                report(at("silent", now).setAirTemperatureCelsius(12.0));
            }
        }
        report(at("lab", now));
        report(at("lab", now.minus(Duration.ofDays(100))).setAirTemperatureCelsius(3.0));
        jump(now.minus(Duration.ofDays(40)));
        jump(now.minus(Duration.ofDays(20)));
        records.addTicks(now.toEpochMilli());
    }

    /** All that is open ends, in the order of how long it takes. */
    private void after() {
        int from = HISTORY_HOURS + 8;
        jump(now.minus(Duration.ofDays(20)).plusSeconds(600));
        wish("valley", "warm", 2, LONG_WARM);
        for (int report = 60; report < 180; report++) {
            live(report, 15, 12);
        }
        for (int hour = from; hour < from + DAYS_AFTER * 24; hour++) {
            hour(hour, 0, 0, 1.0);
            if (hour % 50 == 0) {
                records.addTicks(now.toEpochMilli());
            }
        }
        now = now.plus(Duration.ofHours(6));
        records.addTicks(now.toEpochMilli());
        now = now.plus(Duration.ofDays(9));
        records.addTicks(now.toEpochMilli());
    }

    /** An hour of the places that are replayed. */
    private void hour(int hour, double rainMillimetres, double snowMillimetres, double metres) {
        Instant observed = HISTORY.plus(Duration.ofHours(hour));
        now = now.plus(BETWEEN_HOURS);
        double warmth = 6 * StrictMath.sin(2 * StrictMath.PI * (hour % 24 - 9) / 24);
        report(
                at("trail", observed)
                        .setReportingIntervalSeconds(3600)
                        .setAirTemperatureCelsius(tenths(14 + warmth))
                        .setRelativeHumidityPercent(tenths(60 - 4 * warmth))
                        .setPrecipitationMillimetres(rainMillimetres));
        report(
                at("pass", observed)
                        .setReportingIntervalSeconds(3600)
                        .setAirTemperatureCelsius(tenths(-9 + warmth / 3))
                        .setWindSpeedMetresPerSecond(2.0)
                        .setPrecipitationMillimetres(snowMillimetres));
        report(
                at("river", observed)
                        .setReportingIntervalSeconds(3600)
                        .setAirTemperatureCelsius(tenths(9 + warmth))
                        .setPrecipitationMillimetres(0.0)
                        .setWaterLevelMetres(metres + hour % 3 / 100.0));
        if (hour % 4 == 0 && hour > LATE_HOURS) {
            report(
                    at("trail", observed.minus(Duration.ofHours(LATE_HOURS)))
                            .setSensorId("gauge")
                            .setPrecipitationCounterMillimetres(
                                    tenths(Math.floorDiv(hour, 100) * 0.4)));
        }
    }

    /** Five minutes of the places that report as they observe. */
    private void live(int report, double celsius, double felt) {
        now = now.plus(BETWEEN_LIVE);
        report(
                at("valley", now)
                        .setReportingIntervalSeconds(300)
                        .setAirTemperatureCelsius(celsius)
                        .setRelativeHumidityPercent(25.0));
        report(
                at("ridge", now)
                        .setReportingIntervalSeconds(300)
                        .setAirTemperatureCelsius(felt)
                        .setWindSpeedMetresPerSecond(9.0)
                        .setWindDirectionDegrees(report * 7 % 360.0));
        for (String sensor : new String[] {"left", "right"}) {
            Observation.Builder one =
                    at("lab", now.minusSeconds(report % 7 * 40L))
                            .setSensorId(sensor)
                            .setAirTemperatureCelsius(21.5)
                            .setRelativeHumidityPercent(report % 11 == 0 ? 140.0 : 45.0);
            report(one);
            if (report % 5 == 0) {
                report(one);
                report(one.setAirTemperatureCelsius(22.5));
            }
        }
        records.addTicks(now.toEpochMilli());
    }

    /** The second one of a place waits for a third. */
    private void jump(Instant observed) {
        report(at("jump", observed).setAirTemperatureCelsius(15.0));
    }

    private void describe(String place, double latitude, double longitude, double metres) {
        add(
                place,
                Place.newBuilder()
                        .setPlaceId(place)
                        .setName(place)
                        .setLatitude(latitude)
                        .setLongitude(longitude)
                        .setElevationMetres(metres)
                        .setSurface(place.equals("trail") ? "CLAY" : null)
                        .setAttribution(place.equals("river") ? "A gauge" : null)
                        .build());
    }

    private void wish(String place, String id, long version, String document) {
        add(
                place,
                Preference.newBuilder()
                        .setPlaceId(place)
                        .setPreferenceId(id)
                        .setOwnerId("ann")
                        .setVersion(version)
                        .setDocument(document)
                        .build());
    }

    private static Observation.Builder at(String place, Instant observed) {
        return Observation.newBuilder()
                .setPlaceId(place)
                .setSensorId("station")
                .setObservedAt(observed);
    }

    private void report(Observation.Builder observation) {
        add(observation.getPlaceId(), observation.build());
    }

    private void add(String place, SpecificRecord record) {
        records.add(now.toEpochMilli(), place, record);
    }

    private static double tenths(double value) {
        return StrictMath.rint(value * 10) / 10;
    }
}
