package io.outpost.cli.verify.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors of the specification, to every digit that is printed there. */
class HourModelTest {
    private static Stream<Arguments> vectors() {
        return Stream.of(
                vector(snowfall(), "48 0 1.587184 0.848675 55.106935 0.333333333 0.333333333 0 0"),
                vector(
                        snowfall().steady(24, -10, 0),
                        "48 0 2.929174 0.840675 43.174152 0.333333333 0.333333333 0 0"),
                vector(
                        snowfall().daily(72, 5, 6, 0),
                        "36.917549 1.024868 0 0.689161 18.158843 0.456471674 0.333333333 0.067496382 11.082451"),
                vector(
                        rainOnSnow(),
                        "51.100919 2.433377 0 0.831352 51.966981 0.565545340 0.333333333 0.201402604 20.899081"),
                vector(
                        rainOnSnow().daily(240, 8, 6, 0),
                        "0 0 0 0.85 0 0.644299254 0.432994968 0.030372008 72"),
                vector(humid(), "24 0 0.228183 0.847266 18.508230 0.333333333 0.333333333 0 0"),
                vector(
                        Hours.from(60).steady(24, 1, 1),
                        "8.715903 0.415043 0 0.807941 6.399115 0.503156634 0.333333333 0.127632862 15.284097"),
                vector(storm(), "0 0 0 0.85 0 0.666666667 0.333333333 0.335704806 30"),
                vector(
                        storm().daily(120, 20, 8, 0),
                        "0 0 0 0.85 0 0.484956653 0.327698606 0.013566896 30"),
                vector(
                        storm().daily(720, 20, 8, 0),
                        "0 0 0 0.85 0 0.229563860 0.264317520 0.001836077 30"),
                vector(
                        Hours.from(300).steady(48, 8, 5),
                        "0 0 0 0.85 0 0.990868159 0.834079483 2.362354984 240"),
                vector(frost(), "0 0 0 0.85 0 0.328257988 0.331256140 0 0"),
                vector(
                        frost().steady(24, 3, 1),
                        "0 0 0 0.85 0 0.591618343 0.331125553 0.193980682 24"),
                vector(polar(), "0 0 0 0.85 0 0.774602436 0.716720244 0.200926133 216"),
                vector(
                        Hours.from(60).steady(1, -20, 0.001).steady(48, -20, 0),
                        "0 0 0 0.85 0 0.333344444 0.333333333 0.000000580 0.001"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void comesToTheNumbersOfTheSpecification(Hours hours, String printed) {
        HourState now = hours.now();
        double[] values = {
            now.snow().waterEquivalentMillimetres(),
            now.snow().liquid(),
            now.snow().cold(),
            now.snow().albedo(),
            now.snow().depthCentimetres(),
            now.soil().upperFilled(Surface.LOAM),
            now.soil().lowerFilled(Surface.LOAM),
            now.fluxes().index(),
            sum(hours, Fluxes::water)
        };
        assertEquals(printed, asPrinted(values, printed));
    }

    private static Stream<Arguments> otherNumbers() {
        return Stream.of(
                Arguments.of("69.021261", frost().now().frostIndex()),
                Arguments.of("64.022850", frost().steady(24, 3, 1).now().frostIndex()),
                Arguments.of("136.896024", sum(polar(), Fluxes::melt)),
                Arguments.of("48.868998", sum(polar(), Fluxes::referenceEvaporation)));
    }

    @ParameterizedTest
    @MethodSource("otherNumbers")
    void comesToTheOtherNumbersOfTheVectors(String printed, double value) {
        assertEquals(printed, asPrinted(new double[] {value}, printed));
    }

    private static Hours snowfall() {
        return Hours.from(60).steady(24, -5, 2);
    }

    private static Hours rainOnSnow() {
        return snowfall().steady(6, 4, 4);
    }

    private static Hours storm() {
        return Hours.from(180).steady(12, 10, 2.5);
    }

    private static Hours frost() {
        return Hours.from(15).daily(240, -8, 4, 0);
    }

    private static Hours humid() {
        Hours hours = Hours.from(60);
        for (int i = 0; i < 24; i++) {
            hours.next(new HourInput(hours.nextMillis(), 1, 1, 60, 3, 900));
        }
        return hours;
    }

    private static Hours polar() {
        Site site = new Site(-68, 170, 50, Surface.LOAM, StreamSize.MEDIUM);
        return Hours.at(site, 1).daily(720, 0, 3, 0.3);
    }

    private static double sum(Hours hours, ToDoubleFunction<Fluxes> of) {
        return hours.states().stream().map(HourState::fluxes).mapToDouble(of).sum();
    }

    private static Arguments vector(Hours hours, String printed) {
        return Arguments.of(hours, printed);
    }

    /** Each with as many decimals as the specification shows; a whole number means exactly that. */
    private static String asPrinted(double[] values, String printed) {
        String[] cells = printed.split(" ", -1);
        String[] texts = new String[values.length];
        Arrays.setAll(texts, i -> text(values[i], cells[i]));
        return String.join(" ", texts);
    }

    private static String text(double value, String cell) {
        int decimals = cell.contains(".") ? cell.length() - cell.indexOf('.') - 1 : 0;
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        boolean isWhole = decimals > 0 || Math.abs(value - Math.rint(value)) < 5e-7;
        return isWhole ? text : Double.toString(value);
    }
}
