package io.outpost.bench.live;

/**
 * What a producer tells at its end.
 *
 * @param failed records that the broker did not take
 * @param sentLateMillis from when a record was due to when it was handed to the client
 * @param acknowledgedLateMillis and to when the broker had acknowledged it
 */
record ProducerStatistics(
        long sent, long failed, Latency sentLateMillis, Latency acknowledgedLateMillis) {
    private static final int FIRST = 2;

    String text() {
        return sent
                + " "
                + failed
                + ' '
                + sentLateMillis.line()
                + ' '
                + acknowledgedLateMillis.line();
    }

    static ProducerStatistics parse(String text) {
        String[] fields = text.strip().split(" ", -1);
        return new ProducerStatistics(
                Long.parseLong(fields[0]),
                Long.parseLong(fields[1]),
                Latency.parse(fields, FIRST),
                Latency.parse(fields, FIRST + Latency.fields()));
    }
}
