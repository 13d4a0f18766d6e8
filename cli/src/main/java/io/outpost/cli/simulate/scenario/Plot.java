package io.outpost.cli.simulate.scenario;

/**
 * What happens in each scenario. Each begins with 31 ordinary days, as the models of a new place
 * are uncertain for 30; that of rivers with 101, as their own percentiles take 98.
 */
final class Plot {
    private Plot() {}

    static Script of(Scenario scenario) {
        return switch (scenario) {
            case STORM -> storm();
            case FROZEN -> frozen();
            case WINTER -> winter();
            case RIVERS -> rivers();
        };
    }

    private static Script storm() {
        return Script.beginning(14, 5)
                .turn(33, 15, 5)
                .turn(36, 22, 8)
                .turn(50, 24, 9)
                .showers(1, 27, 14, 2, 3, 2)
                .rain(29, 15, 3, 5, 3)
                .rain(31, 15, 3, 5, 3)
                .rain(32, 14, 2, 9, 11, 8, 5, 1);
    }

    private static Script frozen() {
        return Script.beginning(5, 3)
                .turn(30, 5, 3)
                .turn(32, -8, 4)
                .turn(44.5, -8, 4)
                .turn(45, 3, 1)
                .turn(46, 3, 1)
                .turn(48, 5, 4)
                .showers(1, 30, 9, 1, 2, 1)
                .steadyRain(45, 0, 24, 1);
    }

    private static Script winter() {
        return Script.beginning(0, 4)
                .turn(31, -4, 2)
                .turn(40, -10, 4)
                .turn(58, -8, 4)
                .turn(74.8, -8, 3)
                .turn(75.2, 3, 1)
                .turn(76.5, 3, 1)
                .turn(77.5, -5, 4)
                .turn(120, -1, 6)
                .turn(150, 6, 7)
                .turn(160, 9, 7)
                .showers(2, 31, 3, 1, 2, 2)
                .steadyRain(31, 0, 24, 2)
                .wind(31, 0, 36, 11)
                .steadyRain(60, 6, 36, 1.5)
                .wind(60, 6, 30, 9)
                .steadyRain(75, 6, 12, 1.5)
                .steadyRain(100, 0, 20, 1.5);
    }

    private static Script rivers() {
        return Script.beginning(5, 4)
                .turn(70, 8, 5)
                .turn(135, 14, 6)
                .showers(1, 101, 12, 1, 2, 2)
                .steadyRain(103, 6, 10, 3)
                .steadyRain(110, 15, 2, 8)
                .steadyRain(117, 0, 48, 1.2);
    }
}
