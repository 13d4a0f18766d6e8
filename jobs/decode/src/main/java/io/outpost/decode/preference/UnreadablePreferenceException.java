package io.outpost.decode.preference;

import java.util.List;
import java.util.stream.Collectors;

/** Bytes that are no preference; it says what is wrong in each place, some 20 of them at most. */
public final class UnreadablePreferenceException extends Exception {
    private final transient List<PreferenceFault> faults;

    UnreadablePreferenceException(List<PreferenceFault> faults) {
        super(
                faults.stream()
                        .map(fault -> fault.pointer() + " " + fault.detail())
                        .collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    /** At least one, in the order in which they were found. */
    public List<PreferenceFault> faults() {
        return faults;
    }
}
