package io.outpost.api.series;

import io.outpost.weather.Quantity;
import java.util.Locale;

/** What a quantity of an observation is called in parameters, answers and columns of raw rows. */
public final class ObservedName {

    private ObservedName() {}

    public static String of(Quantity quantity) {
        return quantity.name().toLowerCase(Locale.ROOT);
    }
}
