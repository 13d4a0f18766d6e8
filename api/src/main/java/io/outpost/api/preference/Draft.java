package io.outpost.api.preference;

import io.outpost.api.condition.ConditionLevels;
import io.outpost.api.series.PaneHistory;
import io.outpost.api.web.Problem;
import io.outpost.api.web.ProblemException;
import io.outpost.core.condition.Cadence;
import io.outpost.core.preference.CompiledPreference;
import io.outpost.core.preference.Preference;
import io.outpost.core.preference.Signal;
import io.outpost.core.preference.SignalTable;
import io.outpost.decode.preference.LevelNames;
import io.outpost.decode.preference.PreferenceFault;
import io.outpost.decode.preference.PreferenceReader;
import io.outpost.decode.preference.UnreadablePreferenceException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A preference that is not saved.
 *
 * @param signals what it compares, as it is compiled
 */
record Draft(Preference preference, List<Signal> signals) {

    static final LevelNames LEVELS = new LevelNames(ConditionLevels.names());

    /**
     * That of a document.
     *
     * @throws ProblemException that points at what is wrong in it
     */
    static Draft of(byte[] document) {
        Preference preference = read(document);
        SignalTable table = new SignalTable();
        CompiledPreference.of(preference, table);
        List<Signal> signals = IntStream.range(0, table.size()).mapToObj(table::at).toList();
        requireStored(signals, preference.cadence());
        return new Draft(preference, signals);
    }

    /**
     * What a document says.
     *
     * @throws ProblemException that points at what is wrong in it
     */
    static Preference read(byte[] document) {
        try {
            return PreferenceReader.read(document, LEVELS);
        } catch (UnreadablePreferenceException e) {
            throw ProblemException.unprocessable(
                    "The preference is not valid.",
                    e.faults().stream().map(Draft::inBody).toList());
        }
    }

    Cadence cadence() {
        return preference.cadence();
    }

    private static Problem.Fault inBody(PreferenceFault fault) {
        return new Problem.Fault(
                BodyFields.PREFERENCE + fault.pointer(), fault.code(), fault.detail());
    }

    private static void requireStored(List<Signal> signals, Cadence cadence) {
        String missing =
                signals.stream()
                        .filter(signal -> !PaneHistory.isStored(signal, cadence))
                        .map(Signal::name)
                        .distinct()
                        .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw ProblemException.unprocessable(
                    "There is no backtest of what is not stored: " + missing + ".",
                    List.of(
                            new Problem.Fault(
                                    BodyFields.PREFERENCE + "/when",
                                    "not-stored",
                                    "compares " + missing + ", of which no past is stored")));
        }
    }
}
