package io.outpost.bench.http;

/** Who takes observations. */
enum Contender {
    PRODUCER("plain Kafka producer", false),
    SIGNED_BATCHES("API, signed batches of NDJSON", true),
    CONSTANT("bare Javalin, a constant", true),
    SINGLE("API, one observation a request", true),
    SIGNED_SINGLE("API, one, signed", true);

    private final String words;
    private final boolean overHttp;

    Contender(String words, boolean overHttp) {
        this.words = words;
        this.overHttp = overHttp;
    }

    /** For people. */
    String words() {
        return words;
    }

    boolean isOverHttp() {
        return overHttp;
    }

    /** True when what it takes is in the log afterwards. */
    boolean writesLog() {
        return this != CONSTANT;
    }

    boolean isSigned() {
        return this == SIGNED_BATCHES || this == SIGNED_SINGLE;
    }

    int observationsPerRequest(HttpPlan plan) {
        return this == SIGNED_BATCHES ? plan.batch() : 1;
    }
}
