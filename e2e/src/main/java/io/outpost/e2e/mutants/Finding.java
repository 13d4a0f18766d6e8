package io.outpost.e2e.mutants;

/**
 * Something that is not as it must be.
 *
 * @param check who found it: the oracle, the start of a job, or the watch over revisions
 * @param kind lost, duplicated, wrong, stale; refused; gone-back
 * @param where table, topic, ledger or savepoint
 * @param key what it is about, beginning with the place
 */
record Finding(String check, String kind, String where, String key, String detail) {
    @Override
    public String toString() {
        return "%s: %s in %s, %s%s"
                .formatted(check, kind, where, key, detail.isEmpty() ? "" : ": " + detail);
    }
}
