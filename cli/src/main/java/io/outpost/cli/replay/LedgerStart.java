package io.outpost.cli.replay;

import java.util.List;
import java.util.Map;

/**
 * The ledger's line before anything is sent.
 *
 * @param speed seconds of event time per second; null: as fast as possible
 * @param injected disorder that the recording does not have; empty: none
 */
record LedgerStart(
        String replayed,
        List<Recordings.SourceFile> files,
        String topic,
        int schemaId,
        long toSend,
        Map<String, Long> toSendByPlace,
        Map<String, Long> unreadable,
        List<String> unreadableExamples,
        Double speed,
        String injected) {}
