package io.outpost.cli.simulate.feed;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How often each fault is injected: shares from 0 to 1. */
public final class FaultRates {
    private final Map<Fault, Double> rates;

    private FaultRates(Map<Fault, Double> rates) {
        this.rates = rates;
    }

    /**
     * Reads what a user gives.
     *
     * @param level none, default or all
     * @param single rates by label, which go before the level
     * @throws IllegalArgumentException that says what is wrong
     */
    public static FaultRates of(String level, Map<String, Double> single) {
        Map<Fault, Double> rates =
                switch (level) {
                    case "none" -> all(fault -> 0);
                    case "default" -> all(Fault::usual);
                    case "all" -> all(Fault::heavy);
                    default ->
                            throw new IllegalArgumentException(
                                    "faults must be none, default or all, not " + level);
                };
        single.forEach((label, rate) -> rates.put(named(label), checked(label, rate)));
        return new FaultRates(rates);
    }

    public double of(Fault fault) {
        return rates.get(fault);
    }

    /** True when any fault is injected at all. */
    public boolean any() {
        return rates.values().stream().anyMatch(rate -> rate > 0);
    }

    private static Fault named(String label) {
        return Fault.labelled(label)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "there is no fault '"
                                                + label
                                                + "'; there are: "
                                                + Fault.labels()));
    }

    private static double checked(String label, Double rate) {
        if (rate == null || !(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException(
                    "the rate of " + label + " must be from 0 to 1, such as " + label + "=0.02");
        }
        return rate;
    }

    private static Map<Fault, Double> all(ToDoubleFunction<Fault> rate) {
        Map<Fault, Double> rates = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            rates.put(fault, rate.applyAsDouble(fault));
        }
        return rates;
    }
}
