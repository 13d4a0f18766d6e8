package io.outpost.e2e.mutants;

/**
 * Something that is not as it must be.
 *
 * @param check who found it: the oracle, the ledger, the start of a job, or the watch over
 *     revisions
 * @param kind missing, extra, duplicated, wrong, stale; refused; gone-back
 * @param where table, topic, ledger or savepoint
 * @param text what it is about and what is wrong with it
 */
record Finding(String check, String kind, String where, String text) {
    @Override
    public String toString() {
        return "%s: %s in %s: %s".formatted(check, kind, where, text);
    }
}
