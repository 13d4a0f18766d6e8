package io.outpost.bench.http;

import io.outpost.bench.fixture.ChildJvm;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/**
 * A process that reads from Postgres what the API reads for {@link StoredPlaces#series}, on as many
 * connections as the API has.
 */
public final class SqlMain {

    private SqlMain() {}

    /** The task of the process. */
    record Task(String url, int warmUpSeconds, int seconds) {}

    public static void main(String[] arguments)
            throws IOException, InterruptedException, ExecutionException {
        Task task = ChildJvm.task(arguments, Task.class);
        List<Crowd.Opening> connections =
                IntStream.range(0, SeriesQuery.CONNECTIONS)
                        .<Crowd.Opening>mapToObj(
                                number -> () -> new Reading(new SeriesQuery(task.url()), number))
                        .toList();
        ChildJvm.report(Crowd.ask(connections, 1, 0, task.warmUpSeconds(), task.seconds()));
    }

    /** One connection. */
    private record Reading(SeriesQuery query, int number) implements Crowd.Asking {

        @Override
        public long ask(long turn) throws SQLException {
            long begin = System.nanoTime();
            long next = number + turn * SeriesQuery.CONNECTIONS;
            query.read((int) (next % StoredPlaces.SERIES), (column, value) -> {});
            return begin;
        }

        @Override
        public void close() throws SQLException {
            query.close();
        }
    }
}
