package io.outpost.bench.measure;

/** The rows that all contenders have to come to: those of the first that claims all of them. */
public final class Reference {
    private long rows;
    private long digest;

    boolean isKnown() {
        return rows > 0;
    }

    long rows() {
        return rows;
    }

    void learn(Measurement first) {
        rows = first.rows();
        digest = first.digest();
    }

    boolean agrees(Measurement other) {
        return other.rows() == rows && other.digest() == digest;
    }

    @Override
    public String toString() {
        return "%d rows and digest %x".formatted(rows, digest);
    }
}
