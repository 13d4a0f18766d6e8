package io.outpost.bench.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Asks over many connections on a schedule, from one thread: as many threads as connections would
 * take a good part of the processors that the server has to itself where its clients are elsewhere.
 * Request n goes over connection n modulo their number, behind what that one has not answered yet;
 * its time counts from when it was due.
 */
final class Timetable {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int PRECISION_DIGITS = 3;

    /** After this an answer that has come is looked at, at the latest. */
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private static final long READING_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final GetMain.Task task;
    private final byte[][] requests;
    private final Histogram micros = new Histogram(PRECISION_DIGITS);
    private long answered;

    Timetable(GetMain.Task task, byte[][] requests) {
        this.task = task;
        this.requests = requests;
    }

    /** Asks until the measured time is over; what is not answered with 200 ends it. */
    Meter.Ended run() throws IOException {
        try (Selector selector = Selector.open()) {
            List<ScheduledConnection> connections = connections(selector);
            try {
                return run(selector, connections);
            } finally {
                for (ScheduledConnection connection : connections) {
                    connection.close();
                }
            }
        }
    }

    private List<ScheduledConnection> connections(Selector selector) throws IOException {
        URI server = task.server();
        InetSocketAddress address = new InetSocketAddress(server.getHost(), server.getPort());
        List<ScheduledConnection> connections = new ArrayList<>();
        for (int i = 0; i < task.connections(); i++) {
            connections.add(ScheduledConnection.open(address, selector));
        }
        return connections;
    }

    private Meter.Ended run(Selector selector, List<ScheduledConnection> connections)
            throws IOException {
        long beginNanos = System.nanoTime();
        Meter meter = new Meter(task.warmUpSeconds(), task.seconds(), () -> answered);
        long next = 0;
        long due = due(next, beginNanos);
        while (meter.goesOn()) {
            while (due - System.nanoTime() <= 0) {
                connections
                        .get((int) (next % connections.size()))
                        .ask(requests[(int) (next % requests.length)], due);
                next++;
                due = due(next, beginNanos);
            }
            if (!readAnswers(selector, meter.isMeasuring())) {
                LockSupport.parkNanos(Math.min(due - System.nanoTime(), LONGEST_PAUSE_NANOS));
            }
        }
        // Processor time is read meanwhile; of a process that ends then, none may be found.
        long end = System.nanoTime() + READING_NANOS;
        while (end - System.nanoTime() > 0) {
            readAnswers(selector, false);
            LockSupport.parkNanos(LONGEST_PAUSE_NANOS);
        }
        return meter.ended(answered, Times.ofMicros(micros));
    }

    private long due(long request, long beginNanos) {
        double after = dueSeconds(request, task.perSecond(), task.warmUpSeconds());
        return beginNanos + (long) (after * NANOS_PER_SECOND);
    }

    /** False: none has come. */
    private boolean readAnswers(Selector selector, boolean measures) throws IOException {
        return selector.selectNow(
                        key -> {
                            ScheduledConnection connection = (ScheduledConnection) key.attachment();
                            connection.read(
                                    dueNanos -> {
                                        answered++;
                                        if (measures) {
                                            micros.recordValue(
                                                    TimeUnit.NANOSECONDS.toMicros(
                                                            System.nanoTime() - dueNanos));
                                        }
                                    });
                        })
                > 0;
    }

    /** The rate grows evenly to its full height while all warms up, and stays there. */
    static double dueSeconds(long request, int perSecond, int warmUpSeconds) {
        double whileWarmingUp = perSecond * warmUpSeconds / 2.0;
        return request < whileWarmingUp
                ? Math.sqrt(2.0 * warmUpSeconds * request / perSecond)
                : warmUpSeconds + (request - whileWarmingUp) / perSecond;
    }
}
