package io.outpost.bench.http;

import io.outpost.bench.fixture.ChildJvm;
import io.outpost.cli.sensors.Sensor;
import io.outpost.cli.sensors.SensorKey;
import io.outpost.cli.sensors.SensorStore;
import io.outpost.signatures.RequestSigner;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * A process that asks a server on some connections, on each the next thing as soon as the one
 * before is answered. Whatever is not answered as it should be ends it.
 */
public final class LoadMain {
    /** Of each connection, used over and over: making them is not what is measured. */
    private static final int BODIES = 4;

    private static final String TENANT = "bench";

    private LoadMain() {}

    /**
     * The task of the process.
     *
     * @param url to post to
     * @param status that each request must be answered with
     * @param observations in each request
     * @param postgres where each connection's sensor is given a key; null: nothing is signed
     */
    record Task(
            URI url,
            int status,
            int connections,
            int observations,
            KeyStore postgres,
            int warmUpSeconds,
            int seconds) {}

    /** Where the API finds keys. */
    record KeyStore(String url, String user, String password) {}

    public static void main(String[] arguments)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        Task task = ChildJvm.task(arguments, Task.class);
        List<PostRequest> requests = requests(task);
        long before = 0;
        // A crowd at a server that has answered nothing yet is another test.
        for (PostRequest request : requests) {
            try (Posting connection = new Posting(task, request)) {
                connection.ask(0);
                before += task.observations();
            }
        }
        List<Crowd.Opening> connections =
                requests.stream()
                        .<Crowd.Opening>map(request -> () -> new Posting(task, request))
                        .toList();
        ChildJvm.report(
                Crowd.ask(
                        connections,
                        task.observations(),
                        before,
                        task.warmUpSeconds(),
                        task.seconds()));
    }

    /** One connection. */
    private record Posting(PlainConnection connection, PostRequest request, int status)
            implements Crowd.Asking {

        Posting(Task task, PostRequest request) throws IOException {
            this(PlainConnection.open(task.url()), request, task.status());
        }

        @Override
        public long ask(long turn) throws IOException {
            long begin = System.nanoTime();
            connection.ask(request.next(), status);
            return begin;
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }

    private static List<PostRequest> requests(Task task) throws SQLException {
        Observations observations = new Observations(task.connections());
        List<RequestSigner> signers = task.postgres() == null ? List.of() : signers(task);
        List<PostRequest> requests = new ArrayList<>();
        for (int place = 0; place < task.connections(); place++) {
            byte[][] bodies = new byte[BODIES][];
            for (int i = 0; i < BODIES; i++) {
                int from = i * task.observations();
                bodies[i] = observations.lines(place, from, task.observations());
            }
            String type = task.observations() > 1 ? "application/x-ndjson" : "application/json";
            RequestSigner signer = signers.isEmpty() ? null : signers.get(place);
            requests.add(new PostRequest(task.url(), type, bodies, signer));
        }
        return requests;
    }

    private static List<RequestSigner> signers(Task task) throws SQLException {
        Observations observations = new Observations(task.connections());
        List<RequestSigner> signers = new ArrayList<>();
        KeyStore postgres = task.postgres();
        try (Connection connection =
                DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password())) {
            SensorStore store = new SensorStore(connection);
            for (int place = 0; place < task.connections(); place++) {
                SensorKey key = SensorKey.create(SensorKey.Algorithm.ED25519);
                store.add(Sensor.create(TENANT, observations.placeId(place), null), key);
                signers.add(new RequestSigner(key.id(), key.privateKey(), Clock.systemUTC()));
            }
        }
        return signers;
    }
}
