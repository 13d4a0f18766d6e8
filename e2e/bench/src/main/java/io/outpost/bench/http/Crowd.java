package io.outpost.bench.http;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Asks on as many threads as there are connections, each time one thing after the other. Few of
 * them warm up what they ask: a crowd leaves a compiler's thread so little of two cores that a
 * server still interprets its code after minutes.
 */
final class Crowd {
    /** Ask from the beginning on. */
    private static final int WARMING_CONNECTIONS = 2;

    private static final int PRECISION_DIGITS = 3;
    private static final long LOOK_MILLIS = 5;
    private static final long READING_MILLIS = 300;

    private Crowd() {}

    /** Makes a connection. */
    interface Opening {
        Asking open() throws Exception;
    }

    /** A connection. */
    interface Asking extends AutoCloseable {
        /**
         * Asks once, and fails when it is not answered as it should be.
         *
         * @param turn 0, 1, 2, ...
         * @return from when its time counts, as {@link System#nanoTime}
         */
        long ask(long turn) throws Exception;

        @Override
        void close() throws IOException, SQLException;
    }

    /**
     * Asks until the measured time is over, or one has failed; for most of the time to warm up on
     * two connections, on all of them for the last fifth of it.
     *
     * @param worth what each answer counts for
     * @param before what has been acknowledged already
     */
    static Meter.Ended ask(
            List<Opening> connections, int worth, long before, int warmUpSeconds, int seconds)
            throws InterruptedException, ExecutionException {
        LongAdder acknowledged = new LongAdder();
        acknowledged.add(before);
        Histogram micros = new ConcurrentHistogram(PRECISION_DIGITS);
        AtomicBoolean measures = new AtomicBoolean();
        AtomicBoolean goesOn = new AtomicBoolean(true);
        ExecutorService threads = Executors.newFixedThreadPool(connections.size());
        CountDownLatch crowded = new CountDownLatch(1);
        List<Future<Void>> all = new ArrayList<>();
        for (int number = 0; number < connections.size(); number++) {
            Opening connection = connections.get(number);
            boolean warms = number < WARMING_CONNECTIONS;
            Callable<Void> asking =
                    () -> {
                        if (!warms) {
                            crowded.await();
                        }
                        try (Asking one = connection.open()) {
                            for (long turn = 0; goesOn.get(); turn++) {
                                long begin = one.ask(turn);
                                acknowledged.add(worth);
                                if (measures.get()) {
                                    micros.recordValue(
                                            TimeUnit.NANOSECONDS.toMicros(
                                                    System.nanoTime() - begin));
                                }
                            }
                        }
                        return null;
                    };
            all.add(threads.submit(asking));
        }
        Meter meter = new Meter(warmUpSeconds, seconds, acknowledged::sum);
        while (meter.goesOn() && all.stream().noneMatch(Future::isDone)) {
            measures.set(meter.isMeasuring());
            if (meter.isNearlyWarm()) {
                crowded.countDown();
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        measures.set(false);
        // Processor time is read meanwhile; of a process that ends then, none may be found.
        TimeUnit.MILLISECONDS.sleep(READING_MILLIS);
        goesOn.set(false);
        crowded.countDown();
        threads.shutdown();
        for (Future<Void> one : all) {
            one.get();
        }
        return meter.ended(acknowledged.sum(), Times.ofMicros(micros));
    }
}
