package io.outpost.deliver;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.outpost.deliver.channel.Retries;
import io.outpost.deliver.send.MailSettings;
import io.outpost.deliver.send.Network;
import io.outpost.flink.parts.KafkaBroker;
import io.outpost.schemas.wire.Topic;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** A broker, a registry, Postgres and a receiver, and processes of delivery between them. */
final class Parts implements AutoCloseable {
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final List<Network> LOOPBACK = List.of(Network.of("127.0.0.0/8"));
    static final Retries QUICK =
            new Retries(3, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofHours(1));
    private static final int PARTITIONS = 4;
    static final String LOGIN = "outpost_of_the_tests";

    private final KafkaBroker kafka;
    private final AlertSchema registry;
    private final EmbeddedPostgres postgres;
    private final HikariDataSource connections;
    private final Jdbi jdbi;
    private final WebReceiver receiver;
    private final AlertTopic topic;

    Parts(Path folder) throws Exception {
        kafka = KafkaBroker.start(folder, Map.of("group.initial.rebalance.delay.ms", "0"));
        kafka.createTopic(Topic.ALERTS.topicName(), PARTITIONS, Map.of());
        registry = new AlertSchema();
        postgres = EmbeddedPostgres.start();
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
        connections = new HikariDataSource();
        connections.setDataSource(postgres.getPostgresDatabase());
        connections.setMaximumPoolSize(2);
        jdbi = Jdbi.create(connections);
        jdbi.useHandle(
                handle ->
                        handle.execute("CREATE ROLE " + LOGIN + " LOGIN IN ROLE outpost_deliver"));
        receiver = new WebReceiver();
        topic = new AlertTopic(kafka);
    }

    AlertTopic topic() {
        return topic;
    }

    WebReceiver receiver() {
        return receiver;
    }

    KafkaBroker kafka() {
        return kafka;
    }

    /** Without any channel. */
    void clear() {
        update("DELETE FROM api.channels");
        update("DELETE FROM api.episode_answers");
        update("DELETE FROM outpost.preferences");
    }

    DeliverSettings settings(String group, DeliverSettings.Sending sending) {
        return new DeliverSettings(
                kafka.access(),
                group,
                registry.url(),
                new DeliverSettings.PostgresLogin(
                        postgres.getJdbcUrl(LOGIN, "postgres"), LOGIN, ""),
                Duration.ofDays(1),
                sending);
    }

    /** What a process of its own needs for the same deliveries. */
    List<String> addresses() {
        return List.of(
                kafka.bootstrapServers(), registry.url(), postgres.getJdbcUrl(LOGIN, "postgres"));
    }

    static DeliverSettings.Sending sending(List<Network> allowed, Retries retries) {
        return new DeliverSettings.Sending(
                Optional.empty(), allowed, Duration.ofSeconds(10), 8, retries, Duration.ofDays(1));
    }

    static DeliverSettings.Sending withMail(MailSettings mail) {
        return new DeliverSettings.Sending(
                Optional.of(mail), LOOPBACK, Duration.ofSeconds(10), 8, QUICK, Duration.ofDays(1));
    }

    /** One that may ask this machine, and tries again at once. */
    Deliver deliver(String group) {
        return deliver(group, sending(LOOPBACK, QUICK), new SimpleMeterRegistry());
    }

    Deliver deliver(String group, DeliverSettings.Sending sending, MeterRegistry meters) {
        return Deliver.start(settings(group, sending), meters, null, Clock.systemUTC());
    }

    /** A webhook that wants alerts of conditions of a place. */
    void webhook(String owner, String channel, String path, String placeId) {
        channel(owner, channel, "WEBHOOK", receiver.url(path), placeId);
    }

    void channel(String owner, String channel, String kind, String address, String placeId) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        """
                                        INSERT INTO api.channels (owner_id, channel_id, kind, address, secret, conditions, condition_places, preference_ids)
                                        VALUES (:owner, :channel, :kind, :address, :secret, :place::text IS NOT NULL,
                                            CASE WHEN :place::text IS NOT NULL THEN ARRAY[:place] END,
                                            CASE WHEN :place::text IS NOT NULL THEN ARRAY[]::text[] END)
                                        """)
                                .bind("owner", owner)
                                .bind("channel", channel)
                                .bind("kind", kind)
                                .bind("address", address)
                                .bind("secret", kind.equals("WEBHOOK") ? SECRET : null)
                                .bind("place", placeId)
                                .execute());
    }

    /** A saved preference that says when it is quiet. */
    void preference(String owner, String id, String document) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        """
                                        INSERT INTO outpost.preferences
                                            (preference_id, owner_id, version, document, places, created_at, updated_at)
                                        VALUES (:id, :owner, 1, :document::jsonb, '{"ids": []}', now(), now())
                                        ON CONFLICT (preference_id) DO UPDATE SET document = EXCLUDED.document, updated_at = now()
                                        """)
                                .bind("id", id)
                                .bind("owner", owner)
                                .bind("document", document)
                                .execute());
    }

    void place(String id, String name, String timeZone) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                """
                                INSERT INTO outpost.places (place_id, name, time_zone, removed, revision, as_of, writer_epoch)
                                VALUES (?, ?, ?, false, 1, now(), 1)
                                """,
                                id,
                                name,
                                timeZone));
    }

    int update(String sql, Object... arguments) {
        return jdbi.withHandle(handle -> handle.execute(sql, arguments));
    }

    /** What an instant brings, for what waits: its time has come. */
    void letTimePass() {
        update("UPDATE api.deliveries SET due_at = clock_timestamp() WHERE state = 'WAITING'");
        update(
                "UPDATE api.channels SET due_at = clock_timestamp(), paused_until = NULL, lease_until = NULL");
    }

    /** From now on every change of a delivery fails, and is counted. */
    void refuseRecords() {
        update("CREATE SEQUENCE refused");
        update(
                """
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
                BEGIN
                    PERFORM nextval('public.refused');
                    RAISE EXCEPTION 'refused by a test';
                END $$
                """);
        update(
                "CREATE TRIGGER refuse BEFORE UPDATE ON api.deliveries FOR EACH ROW EXECUTE FUNCTION refuse()");
    }

    /** A sequence counts what was rolled back, too. */
    int refusedRecords() {
        return Integer.parseInt(text("SELECT last_value FROM refused"));
    }

    /** Ends it. */
    void takeRecords() {
        update("DROP FUNCTION IF EXISTS refuse() CASCADE");
        update("DROP SEQUENCE IF EXISTS refused");
    }

    /** The states of the deliveries of a channel, in their order: DELIVERED 1, with the tries. */
    List<String> states(String channel) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT state || ' ' || attempts FROM api.deliveries WHERE channel_id = :channel ORDER BY number")
                                .bind("channel", channel)
                                .mapTo(String.class)
                                .list());
    }

    /** What it is recorded that a channel has. */
    List<String> delivered(String channel) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT alert_id FROM api.deliveries WHERE channel_id = :channel AND state = 'DELIVERED'")
                                .bind("channel", channel)
                                .mapTo(String.class)
                                .list());
    }

    String text(String sql, Object... arguments) {
        return jdbi.withHandle(
                handle -> {
                    var query = handle.createQuery(sql);
                    for (int i = 0; i < arguments.length; i++) {
                        query.bind(i, arguments[i]);
                    }
                    return query.mapTo(String.class).findOne().orElse(null);
                });
    }

    @Override
    public void close() throws IOException {
        topic.close();
        receiver.close();
        registry.close();
        connections.close();
        postgres.close();
        kafka.close();
    }
}
