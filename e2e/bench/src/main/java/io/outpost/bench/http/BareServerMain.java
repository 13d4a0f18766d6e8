package io.outpost.bench.http;

import io.javalin.Javalin;
import io.outpost.bench.fixture.ChildJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A server of the same kind as the API with next to nothing in it: one route answers a constant,
 * another one what its SQL gives, as the least that an answer with it can cost.
 */
public final class BareServerMain {
    /** What it answers to GET. */
    static final String READ = "/v1/constant";

    /** Before the number of a series. */
    static final String SERIES = "/v1/series/";

    private static final byte[] ANSWER = "{\"accepted\":1}".getBytes(StandardCharsets.UTF_8);

    private BareServerMain() {}

    /**
     * The task of the process.
     *
     * @param postgresUrl null: no series are asked for
     */
    record Task(int port, String path, String postgresUrl) {}

    public static void main(String[] arguments) throws IOException, SQLException {
        Task task = ChildJvm.task(arguments, Task.class);
        BlockingQueue<SeriesQuery> queries = new ArrayBlockingQueue<>(SeriesQuery.CONNECTIONS);
        for (int i = 0; i < SeriesQuery.CONNECTIONS && task.postgresUrl() != null; i++) {
            queries.add(new SeriesQuery(task.postgresUrl()));
        }
        Javalin.create(
                        config -> {
                            config.startup.showJavalinBanner = false;
                            config.routes.post(
                                    task.path(),
                                    context -> {
                                        context.bodyAsBytes();
                                        context.contentType("application/json").result(ANSWER);
                                    });
                            config.routes.get(
                                    READ,
                                    context ->
                                            context.contentType("application/json").result(ANSWER));
                            config.routes.get(
                                    SERIES + "{number}",
                                    context ->
                                            context.contentType("application/json")
                                                    .result(
                                                            series(
                                                                    queries,
                                                                    Integer.parseInt(
                                                                            context.pathParam(
                                                                                    "number")))));
                        })
                .start("127.0.0.1", task.port());
    }

    /** An array of rows, each an array of texts. */
    private static String series(BlockingQueue<SeriesQuery> queries, int number)
            throws InterruptedException, SQLException {
        StringBuilder json = new StringBuilder("[[");
        SeriesQuery query = queries.take();
        try {
            query.read(
                    number,
                    (column, value) -> {
                        boolean isFirst = column == 1 && json.length() == "[[".length();
                        json.append(isFirst ? "\"" : column == 1 ? "],[\"" : ",\"");
                        json.append(value).append('"');
                    });
        } finally {
            queries.add(query);
        }
        return json.append("]]").toString();
    }
}
