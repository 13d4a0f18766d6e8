package io.outpost.core.preference;

/** When a place will have what is missing, if it stays dry. */
public interface Outlook {
    /** Of nothing anything is known. */
    Outlook NONE = (signal, threshold) -> Double.NaN;

    /**
     * In how many hours a signal will be at a threshold or below it.
     *
     * @return 0 where it is; NaN where that is not known
     */
    double hoursUntilAtMost(Signal signal, double threshold);
}
