package io.outpost.bench.http;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.fixture.BrokerFixture;
import io.outpost.bench.fixture.Fixtures;
import io.outpost.bench.fixture.PostgresFixture;
import io.outpost.schemas.wire.Topic;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** All contenders, one after the other, each in fresh processes, with one broker. */
final class HttpRun implements AutoCloseable {
    private final Fixtures fixtures;
    private final HttpPlan plan;
    private final int port;
    private final Path profile;
    private final BrokerFixture broker;

    private HttpRun(
            Fixtures fixtures, HttpPlan plan, BrokerFixture broker, Path profile, int port) {
        this.fixtures = fixtures;
        this.profile = profile;
        this.plan = plan;
        this.broker = broker;
        this.port = port;
    }

    /**
     * Starts the broker.
     *
     * @param profile folder for a flight recording of each API; null: none is made
     * @param port the first of four
     */
    static HttpRun start(Fixtures fixtures, HttpPlan plan, Path profile, int port)
            throws Exception {
        BrokerFixture broker = fixtures.startBroker("http", port);
        try {
            broker.createTopics();
            return new HttpRun(fixtures, plan, broker, profile, port + 2);
        } catch (Exception e) {
            broker.close();
            throw e;
        }
    }

    List<HttpResult> measure() throws Exception {
        List<HttpResult> results = new ArrayList<>();
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Contender contender : plan.contenders()) {
                HttpResult result = measure(contender);
                results.add(result);
                System.err.println(round + " " + result.line());
            }
        }
        return results;
    }

    /** Fails when the log has not exactly what was acknowledged. */
    private HttpResult measure(Contender contender) throws Exception {
        long before = recordsInLog();
        HttpResult result = contender.isOverHttp() ? overHttp(contender) : producer();
        long more = recordsInLog() - before;
        long due = contender.writesLog() ? result.acknowledged() : 0;
        if (more != due) {
            throw new IOException(
                    "%s: %,d were acknowledged, and the log has %,d more"
                            .formatted(contender.words(), due, more));
        }
        return result;
    }

    private HttpResult producer() throws IOException, InterruptedException {
        return watched(
                Contender.PRODUCER,
                ProducerMain.class,
                new ProducerMain.Task(
                        broker.bootstrapServers(),
                        plan.connections(),
                        plan.warmUpSeconds(),
                        plan.seconds()),
                null);
    }

    private HttpResult overHttp(Contender contender) throws IOException, InterruptedException {
        boolean isConstant = contender == Contender.CONSTANT;
        Path log = fixtures.folder().resolve(contender + ".log");
        try (ServerProcess server =
                isConstant
                        ? ServerProcess.bare(port, null)
                        : ServerProcess.api(
                                fixtures.addresses(broker),
                                port,
                                contender.isSigned(),
                                ServerProcess.recording(profile, contender.name()),
                                log)) {
            LoadMain.KeyStore keys =
                    new LoadMain.KeyStore(
                            fixtures.postgres().url(),
                            PostgresFixture.USER,
                            PostgresFixture.PASSWORD);
            LoadMain.Task task =
                    new LoadMain.Task(
                            server.url(),
                            isConstant
                                    ? HttpURLConnection.HTTP_OK
                                    : HttpURLConnection.HTTP_ACCEPTED,
                            plan.connections(),
                            contender.observationsPerRequest(plan),
                            contender.isSigned() ? keys : null,
                            plan.warmUpSeconds(),
                            plan.seconds());
            return watched(contender, LoadMain.class, task, server);
        } catch (IOException e) {
            throw Files.exists(log)
                    ? new IOException(
                            e.getMessage() + "\nThe API says:\n" + Files.readString(log), e)
                    : e;
        }
    }

    private HttpResult watched(
            Contender contender, Class<?> client, Object task, ServerProcess server)
            throws IOException, InterruptedException {
        Map<String, Long> others = new LinkedHashMap<>();
        others.put(HttpResult.BROKER, broker.pid());
        others.put(HttpResult.POSTGRES, fixtures.postgres().pid());
        if (server != null) {
            others.put(HttpResult.SERVER, server.pid());
        }
        Client.Ended ended =
                Client.run(client, task, others, plan.warmUpSeconds() + plan.seconds());
        return new HttpResult(contender, ended.meter(), ended.processorSeconds());
    }

    private long recordsInLog() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return admin
                    .listOffsets(
                            IntStream.range(0, Backlog.PARTITIONS)
                                    .mapToObj(
                                            partition ->
                                                    new TopicPartition(
                                                            Topic.OBSERVATIONS.topicName(),
                                                            partition))
                                    .collect(
                                            Collectors.toMap(
                                                    one -> one, one -> OffsetSpec.latest())))
                    .all()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(offset -> offset.offset())
                    .sum();
        }
    }

    @Override
    public void close() {
        broker.close();
    }
}
