package io.outpost.bench.http;

import io.outpost.bench.fixture.ChildJvm;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * A process that reads from a server on some connections: on each the next path as soon as the one
 * before is answered, or all of them together on a schedule. Whatever is not answered with 200 ends
 * it.
 */
public final class GetMain {
    private static final double NANOS_PER_SECOND = 1e9;

    private GetMain() {}

    /**
     * The task of the process.
     *
     * @param contender whose paths are asked for in turn, all connections together
     * @param perSecond requests of a schedule, by which times are counted from when each was due;
     *     0: there is none
     */
    record Task(
            URI server,
            ReadContender contender,
            int connections,
            int perSecond,
            int warmUpSeconds,
            int seconds) {}

    public static void main(String[] arguments)
            throws IOException, InterruptedException, ExecutionException {
        Task task = ChildJvm.task(arguments, Task.class);
        byte[][] requests =
                task.contender().paths().stream()
                        .map(path -> request(task, path))
                        .toArray(byte[][]::new);
        long begin = System.nanoTime();
        List<Crowd.Opening> connections =
                IntStream.range(0, task.connections())
                        .<Crowd.Opening>mapToObj(
                                number ->
                                        () ->
                                                new Reading(
                                                        PlainConnection.open(task.server()),
                                                        requests,
                                                        task,
                                                        number,
                                                        begin))
                        .toList();
        ChildJvm.report(
                task.perSecond() == 0
                        ? Crowd.ask(connections, 1, 0, task.warmUpSeconds(), task.seconds())
                        : Crowd.askOnSchedule(connections, task.warmUpSeconds(), task.seconds()));
    }

    /** The rate grows evenly to its full height while all warms up, and stays there. */
    static double dueSeconds(long request, int perSecond, int warmUpSeconds) {
        double whileWarmingUp = perSecond * warmUpSeconds / 2.0;
        return request < whileWarmingUp
                ? Math.sqrt(2.0 * warmUpSeconds * request / perSecond)
                : warmUpSeconds + (request - whileWarmingUp) / perSecond;
    }

    private static byte[] request(Task task, String path) {
        return "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: */*\r\n\r\n"
                .formatted(path, task.server().getRawAuthority())
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** One connection. */
    private record Reading(
            PlainConnection connection, byte[][] requests, Task task, int number, long beginNanos)
            implements Crowd.Asking {

        @Override
        public long ask(long turn) throws IOException {
            long request = number + turn * task.connections();
            long due = task.perSecond() == 0 ? System.nanoTime() : awaitDue(request);
            connection.ask(requests[(int) (request % requests.length)], HttpURLConnection.HTTP_OK);
            return due;
        }

        private long awaitDue(long request) {
            double after = dueSeconds(request, task.perSecond(), task.warmUpSeconds());
            long due = beginNanos + (long) (after * NANOS_PER_SECOND);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            return due;
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
