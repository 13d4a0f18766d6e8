package io.outpost.bench.live;

/**
 * What a constant rate gave. Latencies are from when the record was due that closes the minute.
 *
 * @param warmUpSeconds for which it was sent before
 * @param paneMillis to when the minute's row was visible in Postgres
 * @param panesMissing rows that did not come
 * @param burstSeconds from when the first place closed a minute to when the last row of it was
 *     visible, of the places that are watched
 * @param resolutionMillis from one look at Postgres to the next
 * @param alertMillis to when the alert was there for a reader of committed records
 * @param lagMillis age of the oldest record that is due and not processed, over the window
 * @param lagAtBeginMillis in the first quarter of the window
 * @param lagAtEndMillis in the last
 */
record ConstantResult(
        double perSecond,
        double warmUpSeconds,
        double seconds,
        Latency paneMillis,
        int panesMissing,
        double burstSeconds,
        Latency resolutionMillis,
        Latency alertMillis,
        long alertsMissing,
        Latency lagMillis,
        Latency lagAtBeginMillis,
        Latency lagAtEndMillis,
        long mostLagRecords,
        ProcessorShares processor,
        ProducerStatistics producer) {}
