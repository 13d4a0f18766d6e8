package io.outpost.bench.http;

import io.outpost.bench.fixture.ChildJvm;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/**
 * A process that reads from a server on some connections: on each the next path as soon as the one
 * before is answered, or all of them together on a schedule. Whatever is not answered with 200 ends
 * it.
 */
public final class GetMain {
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
        ChildJvm.report(
                task.perSecond() == 0
                        ? Crowd.ask(
                                connections(task, requests),
                                1,
                                0,
                                task.warmUpSeconds(),
                                task.seconds())
                        : new Timetable(task, requests).run());
    }

    private static List<Crowd.Opening> connections(Task task, byte[][] requests) {
        return IntStream.range(0, task.connections())
                .<Crowd.Opening>mapToObj(
                        number ->
                                () ->
                                        new Reading(
                                                PlainConnection.open(task.server()),
                                                requests,
                                                task.connections(),
                                                number))
                .toList();
    }

    private static byte[] request(Task task, String path) {
        return "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: */*\r\n\r\n"
                .formatted(path, task.server().getRawAuthority())
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** One connection. */
    private record Reading(
            PlainConnection connection, byte[][] requests, int connections, int number)
            implements Crowd.Asking {

        @Override
        public long ask(long turn) throws IOException {
            long request = number + turn * connections;
            long begin = System.nanoTime();
            connection.ask(requests[(int) (request % requests.length)], HttpURLConnection.HTTP_OK);
            return begin;
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
