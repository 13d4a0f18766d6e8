package io.outpost.bench.loop;

/** The loop without its work: decodes every field of a record, and keeps nothing. */
public final class DecodeOnly {
    private final DecodedRecord decoded;

    /** Keeps the decoding from being optimized away. */
    @SuppressWarnings("unused")
    private long sum;

    public DecodeOnly(int schemaId) {
        this.decoded = new DecodedRecord(schemaId);
    }

    public void accept(byte[] value) {
        if (decoded.decode(value)) {
            sum +=
                    decoded.placeHash
                            + decoded.sensorHash
                            + decoded.observedAt
                            + decoded.fingerprint;
        }
    }
}
