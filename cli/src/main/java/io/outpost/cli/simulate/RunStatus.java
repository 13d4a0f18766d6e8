package io.outpost.cli.simulate;

import java.util.Map;

/**
 * How far a run is; the answer of {@code GET /status}.
 *
 * @param delayed records that wait for their time
 * @param faults numbers of faulty records so far, by label
 * @param failure null unless it failed
 */
record RunStatus(
        String state,
        RunRequest options,
        int places,
        int sensors,
        long sent,
        double perSecond,
        String eventTime,
        int delayed,
        Map<String, Long> faults,
        String folder,
        String failure) {}
