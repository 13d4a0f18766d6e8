package io.outpost.cli.reconcile;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.stack.EpochTrial;
import io.outpost.cli.topic.TopicReader;
import io.outpost.environment.KafkaAccess;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;

/**
 * Retracts the messages of writers whose rows were withdrawn. May be done again: what is retracted
 * stays so.
 *
 * @param trial theirs, which knows the tables
 */
public record WithdrawnMessages(
        KafkaAccess kafka, String registryUrl, EpochTrial trial, WriterSpan writers) {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Makes a checkpoint of the job that writes now, which is beyond where the others ended. */
    public interface Settling {
        void await() throws IOException, InterruptedException;
    }

    /**
     * Retracts alerts and transitions, and says again what applies to places; returns how many
     * messages that took.
     */
    public long retract(Settling settling) throws IOException, InterruptedException {
        return of(Retraction.TRANSITIONS, settling)
                + of(Retraction.ALERTS, settling)
                + of(
                        Kind.PLACES,
                        settling,
                        (decoder, connection) ->
                                new OverwrittenPlaces(writers, decoder, connection));
    }

    private <M extends SpecificRecord> long of(Retraction<M> retraction, Settling settling)
            throws IOException, InterruptedException {
        return of(
                retraction.kind(),
                settling,
                (decoder, connection) ->
                        new RetractedMessages<>(
                                retraction,
                                writers,
                                decoder,
                                connection,
                                () -> -trial.newNumber()));
    }

    /** What finds in a topic what is to be set right. */
    private interface Finder<M extends SpecificRecord> {
        WithdrawnSends<M> of(MessageDecoder<M> decoder, Connection connection);
    }

    private <M extends SpecificRecord> long of(Kind<M> kind, Settling settling, Finder<M> finder)
            throws IOException, InterruptedException {
        SchemaRegistry registry = new SchemaRegistry(registryUrl);
        // The publisher before the topic is read, so that no other can write what it would not see.
        try (Publisher<M> publisher = new Publisher<>(kind, kafka);
                TopicReader reader =
                        TopicReader.fromTime(
                                kafka, kind.topic().topicName(), writers.fromMillis());
                Connection connection = trial.connect();
                Admin admin = admin()) {
            int schemaId = registry.register(kind.topic().subject(), kind.schema());
            MessageDecoder<M> decoder = new MessageDecoder<>(kind.schema(), registry::writerSchema);
            return new Withdrawal<>(finder.of(decoder, connection), reader)
                    .run(
                            admin,
                            settling,
                            missing -> publisher.publish(missing, schemaId),
                            PATIENCE);
        } catch (SQLException | RegistryUnavailableException e) {
            throw new CommandException(
                    "The withdrawn %s are not retracted: %s. Mend that, and run the same command again"
                            .formatted(kind.name(), e.getMessage()),
                    e);
        }
    }

    private Admin admin() {
        return Admin.create(kafka.settings(Map.of()));
    }
}
