package io.outpost.bench.contender;

import java.util.function.Function;

/** The contenders, by the name that stands in the tables. */
public enum ContenderKind {
    DECODE_ONLY("decode-only", Claim.NOTHING, a -> LoopContender.decodingOnly(a)),
    LOOP("loop", Claim.ALL, a -> LoopContender.working(a)),
    OUTPOST_CORE("outpost-core", Claim.ALL, a -> OutpostCore.create(a)),
    OUTPOST_FULL("outpost-full", Claim.ALL, a -> new OutpostFull(a)),
    NAIVE_FLINK("naive-flink", Claim.PART, a -> new PrefixContender(a, new NaiveFlink())),
    STREAMS_TWIN("streams-twin", Claim.ALL, a -> new PrefixContender(a, new StreamsTwin())),
    STREAMS_HOPPING(
            "streams-hopping", Claim.PART, a -> new PrefixContender(a, new StreamsHopping()));

    /** What a contender says that it computes. */
    public enum Claim {
        /** All rows: its digest must be that of the reference. */
        ALL,
        /** A part, named in the table: its digest is not compared. */
        PART,
        /** No rows. */
        NOTHING
    }

    private final String id;
    private final Claim claim;

    @SuppressWarnings("ImmutableEnumChecker") // a reference to a static method
    private final Function<Assignment, Contender> factory;

    ContenderKind(String id, Claim claim, Function<Assignment, Contender> factory) {
        this.id = id;
        this.claim = claim;
        this.factory = factory;
    }

    public String id() {
        return id;
    }

    public Claim claim() {
        return claim;
    }

    /** True for plain consumers, which read the same records in order where others are late. */
    public boolean needsOrder() {
        return this == LOOP || this == DECODE_ONLY;
    }

    /** False for an engine with the loop's rules: it would have to correct its rows. */
    public boolean takesLateRecords() {
        return this != STREAMS_TWIN;
    }

    Contender create(Assignment assignment) {
        return factory.apply(assignment);
    }

    /** The kind with an id. */
    public static ContenderKind byId(String id) {
        for (ContenderKind kind : values()) {
            if (kind.id.equals(id)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no contender is called " + id);
    }
}
