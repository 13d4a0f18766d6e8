package io.outpost.cli.simulate;

import com.fasterxml.jackson.databind.JsonNode;

/** The ledger's line before anything is sent. */
record RunStart(
        JsonNode simulated,
        String folder,
        String topic,
        int schemaId,
        int places,
        int sensors,
        String from,
        long intervalMillis) {}
