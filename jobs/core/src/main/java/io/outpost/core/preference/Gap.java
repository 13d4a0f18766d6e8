package io.outpost.core.preference;

/**
 * What one part of a preference still lacks.
 *
 * @param pointer where the part stands in the document, a JSON pointer
 * @param name what is compared, or {@code duration}
 * @param spanSeconds the time that the value is taken over; 0: the pane
 * @param value NaN: it is not known
 * @param threshold where it would do; NaN: not known
 * @param distance how far it is from there; 0: just not there; NaN: not known
 * @param scale of value, threshold and distance
 * @param readyInHours in how many dry hours it will do; NaN: not known
 */
public record Gap(
        String pointer,
        String name,
        int spanSeconds,
        double value,
        double threshold,
        double distance,
        Scale scale,
        double readyInHours) {}
