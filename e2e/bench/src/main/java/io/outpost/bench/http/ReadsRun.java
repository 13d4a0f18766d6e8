package io.outpost.bench.http;

import io.outpost.bench.fixture.BrokerFixture;
import io.outpost.bench.fixture.Fixtures;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** All contenders, one after the other, each with fresh processes, over one Postgres. */
final class ReadsRun implements AutoCloseable {
    private static final int MAPS_TO_WARM_UP = 20;
    private static final int MAPS = 30;
    private static final int PRECISION_DIGITS = 3;

    private final Fixtures fixtures;
    private final ReadsPlan plan;
    private final int port;
    private final Path profile;
    private final BrokerFixture broker;

    private ReadsRun(
            Fixtures fixtures, ReadsPlan plan, BrokerFixture broker, Path profile, int port) {
        this.fixtures = fixtures;
        this.plan = plan;
        this.broker = broker;
        this.profile = profile;
        this.port = port;
    }

    /**
     * Starts a broker and fills the tables.
     *
     * @param profile folder for a flight recording of each API; null: none is made
     * @param port the first of four
     */
    static ReadsRun start(Fixtures fixtures, ReadsPlan plan, Path profile, int port)
            throws Exception {
        BrokerFixture broker = fixtures.startBroker("reads", port);
        try {
            broker.createTopics();
            StoredPlaces.fill(fixtures.postgres().url(), plan.places());
            return new ReadsRun(fixtures, plan, broker, profile, port + 2);
        } catch (Exception e) {
            broker.close();
            throw e;
        }
    }

    List<ReadResult> measure() throws Exception {
        List<ReadResult> results = new ArrayList<>();
        for (int round = 1; round <= plan.rounds(); round++) {
            for (ReadContender contender : plan.contenders()) {
                ReadResult result = measure(contender);
                results.add(result);
                System.err.println(round + " " + result.line());
            }
        }
        return results;
    }

    private ReadResult measure(ReadContender contender) throws IOException, InterruptedException {
        if (contender == ReadContender.SQL) {
            SqlMain.Task task =
                    new SqlMain.Task(
                            fixtures.postgres().url(), plan.warmUpSeconds(), plan.seconds());
            return watched(contender, SqlMain.class, task, null);
        }
        Path log = fixtures.folder().resolve("reads-" + contender + ".log");
        try (ServerProcess server =
                contender.isBare()
                        ? ServerProcess.bare(
                                port,
                                contender == ReadContender.BARE_SERIES
                                        ? fixtures.postgres().url()
                                        : null)
                        : ServerProcess.api(
                                fixtures.addresses(broker),
                                port,
                                false,
                                ServerProcess.recording(profile, contender.name()),
                                log)) {
            if (contender == ReadContender.MAP) {
                return map(server);
            }
            GetMain.Task task =
                    new GetMain.Task(
                            server.url().resolve("/"),
                            contender,
                            contender.connections(plan),
                            contender == ReadContender.ON_SCHEDULE ? plan.scheduledPerSecond() : 0,
                            plan.warmUpSeconds(),
                            plan.seconds());
            return watched(contender, GetMain.class, task, server);
        } catch (IOException e) {
            throw Files.exists(log)
                    ? new IOException(
                            e.getMessage() + "\nThe API says:\n" + Files.readString(log), e)
                    : e;
        }
    }

    private ReadResult watched(
            ReadContender contender, Class<?> client, Object task, ServerProcess server)
            throws IOException, InterruptedException {
        Map<String, Long> others = new LinkedHashMap<>();
        others.put(HttpResult.POSTGRES, fixtures.postgres().pid());
        if (server != null) {
            others.put(HttpResult.SERVER, server.pid());
        }
        int seconds = plan.warmUpSeconds() + plan.seconds();
        return new ReadResult(contender, Client.run(client, task, others, seconds), Double.NaN);
    }

    /** One instant after the other, so that no answer is one from before. */
    private ReadResult map(ServerProcess server) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        Histogram micros = new Histogram(PRECISION_DIGITS);
        double most = 0;
        long begin = System.nanoTime();
        for (int i = 0; i < MAPS_TO_WARM_UP + MAPS; i++) {
            if (i == MAPS_TO_WARM_UP) {
                begin = System.nanoTime();
            }
            long asked = System.nanoTime();
            byte[] answer = answer(client, server.url().resolve(StoredPlaces.map(i)));
            if (i >= MAPS_TO_WARM_UP) {
                micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - asked));
                most = Math.max(most, answer.length);
            }
        }
        double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
        Meter.Ended ended =
                new Meter.Ended(new Meter.Measured(MAPS, seconds), MAPS, Times.ofMicros(micros));
        return ReadResult.ofOne(ReadContender.MAP, ended, most);
    }

    private static byte[] answer(HttpClient client, URI url)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> response =
                client.send(
                        HttpRequest.newBuilder(url).header("Accept-Encoding", "gzip").build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException(url + ": " + response.statusCode());
        }
        return response.body();
    }

    @Override
    public void close() {
        broker.close();
    }
}
