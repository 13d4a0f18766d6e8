package io.outpost.cli.validate.score;

import io.outpost.cli.validate.recording.KamloopsHours;
import io.outpost.core.weather.Humidex;
import io.outpost.core.weather.WindChill;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Humidex and wind chill as Environment Canada printed them, in whole degrees. */
final class ComfortScores {
    private static final double KILOMETRES_PER_HOUR = 3.6;

    private final List<KamloopsHours> recordings;

    ComfortScores(List<KamloopsHours> recordings) {
        this.recordings = recordings;
    }

    /** How many hours were printed, and of how many the formula prints the same. */
    private static final class Count {
        private int printed;
        private int same;

        void add(double[] published, IntToDoubleFunction computed) {
            for (int hour = 0; hour < published.length; hour++) {
                if (!Double.isNaN(published[hour])) {
                    printed++;
                    same += Math.rint(computed.applyAsDouble(hour)) == published[hour] ? 1 : 0;
                }
            }
        }

        Score score(String measure) {
            return new Score(
                    "Kamloops",
                    measure + ", share of the printed hours",
                    null,
                    (double) same / printed,
                    "%,d of %,d".formatted(same, printed),
                    Reach.atLeast(1));
        }
    }

    List<Score> scores() {
        Count humidex = new Count();
        Count windChill = new Count();
        for (KamloopsHours hours : recordings) {
            double[] celsius = hours.airTemperatureCelsius();
            double[] wind = hours.windSpeedKilometresPerHour();
            humidex.add(
                    hours.printedHumidex(),
                    hour -> Humidex.celsius(celsius[hour], hours.dewPointCelsius()[hour]));
            windChill.add(
                    hours.printedWindChill(),
                    hour -> WindChill.celsius(celsius[hour], wind[hour] / KILOMETRES_PER_HOUR));
        }
        return List.of(humidex.score("humidex"), windChill.score("wind chill"));
    }
}
