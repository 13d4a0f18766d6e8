package io.outpost.deliver;

import io.micrometer.core.instrument.MeterRegistry;
import io.outpost.deliver.alert.AlertIntake;
import io.outpost.deliver.channel.Channels;
import io.outpost.deliver.channel.Kind;
import io.outpost.deliver.channel.SendTraces;
import io.outpost.deliver.postgres.Database;
import io.outpost.deliver.send.HttpPosts;
import io.outpost.deliver.send.Mail;
import io.outpost.deliver.send.NoMail;
import io.outpost.deliver.send.Receiver;
import io.outpost.deliver.send.Slack;
import io.outpost.deliver.send.Webhook;
import io.outpost.tracing.Spans;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Notifies people of alerts: reads them, keeps in Postgres whom each is for, and sends. At least
 * once to each channel, and not again once it is stored that a channel has it.
 */
public final class Deliver implements AutoCloseable {
    private final Database database;
    private final HttpPosts posts;
    private final Channels channels;
    private final AlertIntake intake;

    private Deliver(Database database, HttpPosts posts, Channels channels, AlertIntake intake) {
        this.database = database;
        this.posts = posts;
        this.channels = channels;
        this.intake = intake;
    }

    /**
     * Begins, and returns at once, whether others answer or not.
     *
     * @param spans null: nothing is traced
     */
    public static Deliver start(
            DeliverSettings settings, MeterRegistry meters, Spans spans, Clock clock) {
        DeliverSettings.Sending sending = settings.sending();
        DeliverSettings.PostgresLogin login = settings.postgres();
        Database database = new Database(login.url(), login.user(), login.password());
        HttpPosts posts = new HttpPosts(sending.allowed(), sending.limit(), sending.most(), clock);
        Receiver mail =
                sending.mail()
                        .<Receiver>map(found -> new Mail(found, sending.limit(), clock))
                        .orElseGet(NoMail::new);
        Channels channels =
                new Channels(
                        database,
                        new Channels.Settings(
                                Map.of(
                                        Kind.WEBHOOK,
                                        new Webhook(posts, clock),
                                        Kind.SLACK,
                                        new Slack(posts),
                                        Kind.EMAIL,
                                        mail),
                                sending.retries(),
                                sending.most(),
                                sending.kept()),
                        new SendTraces(spans),
                        meters,
                        clock);
        AlertIntake intake =
                new AlertIntake(
                        settings.kafka(),
                        settings.groupId(),
                        settings.registryUrl(),
                        database,
                        settings.oldest(),
                        channels::wake,
                        meters,
                        clock);
        channels.start();
        intake.start();
        return new Deliver(database, posts, channels, intake);
    }

    /** Why it is not ready; empty: it is. */
    public Optional<String> notReady() {
        return channels.notReady().or(intake::notReady);
    }

    @Override
    public void close() {
        intake.close();
        channels.close();
        posts.close();
        database.close();
    }
}
