package io.outpost.bench.contender;

import java.util.Map;
import java.util.function.Function;

/** What can take part. */
public enum ContenderKind {
    DECODE_ONLY(Claim.NOTHING, LoopContender::decodingOnly),
    LOOP(Claim.ALL, LoopContender::looping),
    OUTPOST_CORE(Claim.ALL, task -> new OutpostContender(task, Map.of(), false)),
    OUTPOST_ROCKSDB(Claim.ALL, task -> new OutpostContender(task, FlinkContender.ROCKSDB, false)),
    OUTPOST_FULL(Claim.ALL, task -> new OutpostContender(task, Map.of(), true)),
    NAIVE_FLINK(Claim.PART, NaiveFlink::new),
    STREAMS_TWIN(Claim.ALL, StreamsTwin::new),
    STREAMS_STORES(Claim.ALL, StreamsStores::new),
    STREAMS_HOPPING(Claim.PART, StreamsHopping::new);

    /** What a contender claims to compute. */
    public enum Claim {
        /** All rows: its digest must be that of the reference. */
        ALL,
        /** A part, named in the table: its digest is not compared. */
        PART,
        /** No rows. */
        NOTHING
    }

    private final Claim claim;

    @SuppressWarnings("ImmutableEnumChecker") // a reference to a static method
    private final Function<ContenderTask, Contender> factory;

    ContenderKind(Claim claim, Function<ContenderTask, Contender> factory) {
        this.claim = claim;
        this.factory = factory;
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
        return this != STREAMS_TWIN && this != STREAMS_STORES;
    }

    Contender create(ContenderTask task) {
        return factory.apply(task);
    }
}
