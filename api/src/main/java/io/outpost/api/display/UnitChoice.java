package io.outpost.api.display;

import io.outpost.api.web.ProblemException;
import io.outpost.core.unit.Unit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A parameter by which units are asked for, with what each of its values means. */
final class UnitChoice {

    private static final UnitChoice SYSTEM =
            new UnitChoice("units")
                    .with("metric", Map.of())
                    .with(
                            "imperial",
                            Map.of(
                                    Unit.CELSIUS, Unit.FAHRENHEIT,
                                    Unit.DEGREE_DAYS, Unit.FAHRENHEIT_DEGREE_DAYS,
                                    Unit.METRES_PER_SECOND, Unit.MILES_PER_HOUR,
                                    Unit.MILLIMETRES, Unit.INCHES,
                                    Unit.MILLIMETRES_PER_HOUR, Unit.INCHES_PER_HOUR,
                                    Unit.MILLIMETRES_PER_DAY, Unit.INCHES_PER_DAY,
                                    Unit.CENTIMETRES, Unit.INCHES,
                                    Unit.METRES, Unit.FEET,
                                    Unit.HECTOPASCALS, Unit.INCHES_OF_MERCURY,
                                    Unit.KILOGRAMS_PER_CUBIC_METRE, Unit.POUNDS_PER_CUBIC_FOOT))
                    .with(
                            "scientific",
                            Map.of(
                                    Unit.CELSIUS, Unit.KELVIN,
                                    Unit.DEGREE_DAYS, Unit.KELVIN_DAYS,
                                    Unit.CENTIMETRES, Unit.METRES,
                                    Unit.HECTOPASCALS, Unit.PASCALS));

    private static final UnitChoice TEMPERATURE =
            new UnitChoice("temperature_unit")
                    .with("celsius", temperature(Unit.CELSIUS, Unit.DEGREE_DAYS))
                    .with("fahrenheit", temperature(Unit.FAHRENHEIT, Unit.FAHRENHEIT_DEGREE_DAYS))
                    .with("kelvin", temperature(Unit.KELVIN, Unit.KELVIN_DAYS));

    private static final UnitChoice WIND_SPEED =
            new UnitChoice("wind_speed_unit")
                    .with("ms", Map.of(Unit.METRES_PER_SECOND, Unit.METRES_PER_SECOND))
                    .with("kmh", Map.of(Unit.METRES_PER_SECOND, Unit.KILOMETRES_PER_HOUR))
                    .with("mph", Map.of(Unit.METRES_PER_SECOND, Unit.MILES_PER_HOUR))
                    .with("kn", Map.of(Unit.METRES_PER_SECOND, Unit.KNOTS));

    /** Of every depth of water, as also of what snow holds. */
    private static final UnitChoice PRECIPITATION =
            new UnitChoice("precipitation_unit")
                    .with(
                            "mm",
                            water(
                                    Unit.MILLIMETRES,
                                    Unit.MILLIMETRES_PER_HOUR,
                                    Unit.MILLIMETRES_PER_DAY))
                    .with("inch", water(Unit.INCHES, Unit.INCHES_PER_HOUR, Unit.INCHES_PER_DAY));

    /** All of them; what later ones say goes before what earlier ones say. */
    static final List<UnitChoice> ALL = List.of(SYSTEM, TEMPERATURE, WIND_SPEED, PRECIPITATION);

    private final String parameter;
    private final Map<String, Map<Unit, Unit>> values = new LinkedHashMap<>();

    private UnitChoice(String parameter) {
        this.parameter = parameter;
    }

    private UnitChoice with(String value, Map<Unit, Unit> shown) {
        values.put(value, shown);
        return this;
    }

    private static Map<Unit, Unit> temperature(Unit temperature, Unit days) {
        return Map.of(Unit.CELSIUS, temperature, Unit.DEGREE_DAYS, days);
    }

    private static Map<Unit, Unit> water(Unit depth, Unit perHour, Unit perDay) {
        return Map.of(
                Unit.MILLIMETRES, depth,
                Unit.MILLIMETRES_PER_HOUR, perHour,
                Unit.MILLIMETRES_PER_DAY, perDay);
    }

    String parameter() {
        return parameter;
    }

    /**
     * In which unit is shown what is kept in another.
     *
     * @throws ProblemException when there is no such unit, or it is one of something else
     */
    Map<Unit, Unit> parse(String text) {
        Map<Unit, Unit> shown = values.get(text);
        if (shown == null) {
            throw refused(text);
        }
        return shown;
    }

    /** The values that it takes, in the order in which they are shown. */
    private String list() {
        return String.join(", ", values.keySet());
    }

    private ProblemException refused(String text) {
        return ALL.stream()
                .filter(other -> other.values.containsKey(text))
                .findFirst()
                .map(
                        other ->
                                ProblemException.invalid(
                                        parameter,
                                        "not-served-here",
                                        "%s is a value of %s; here it must be of: %s"
                                                .formatted(text, other.parameter, list())))
                .orElseGet(
                        () ->
                                ProblemException.invalid(
                                        parameter, "unknown", "must be of: " + list()));
    }
}
