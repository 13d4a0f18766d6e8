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
import java.util.concurrent.Callable;
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
 * A process that asks a server on some connections, on each the next thing as soon as the one
 * before is answered. Whatever is not answered as it should be ends it.
 */
public final class LoadMain {
    /** Of each connection, used over and over: making them is not what is measured. */
    private static final int BODIES = 4;

    private static final int PRECISION_DIGITS = 3;
    private static final long LOOK_MILLIS = 5;
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
        LongAdder acknowledged = new LongAdder();
        // A crowd at a server that has answered nothing yet is another test.
        for (PostRequest request : requests) {
            try (PostConnection connection = PostConnection.open(task.url())) {
                connection.ask(request, task.status());
                acknowledged.add(task.observations());
            }
        }
        Histogram micros = new ConcurrentHistogram(PRECISION_DIGITS);
        AtomicBoolean measures = new AtomicBoolean();
        AtomicBoolean goesOn = new AtomicBoolean(true);
        ExecutorService threads = Executors.newFixedThreadPool(task.connections());
        List<Future<Void>> all = new ArrayList<>();
        for (PostRequest request : requests) {
            Callable<Void> asking =
                    () -> {
                        try (PostConnection connection = PostConnection.open(task.url())) {
                            while (goesOn.get()) {
                                long begin = System.nanoTime();
                                connection.ask(request, task.status());
                                acknowledged.add(task.observations());
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
        Meter meter = new Meter(task.warmUpSeconds(), task.seconds(), acknowledged::sum);
        while (meter.goesOn() && all.stream().noneMatch(Future::isDone)) {
            measures.set(meter.isMeasuring());
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        measures.set(false);
        goesOn.set(false);
        threads.shutdown();
        for (Future<Void> one : all) {
            one.get();
        }
        ChildJvm.report(meter.ended(acknowledged.sum(), Times.ofMicros(micros)));
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
