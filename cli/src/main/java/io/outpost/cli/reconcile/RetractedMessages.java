package io.outpost.cli.reconcile;

import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.UnknownSchemaException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Messages that count each for itself: one that no row says is retracted. */
final class RetractedMessages<M extends SpecificRecord> implements WithdrawnSends<M> {
    private final Retraction<M> retraction;
    private final WriterSpan writers;
    private final MessageDecoder<M> decoder;
    private final Connection connection;
    private final LongSupplier revisions;
    private final Map<String, SentAbout<M>> sent = new LinkedHashMap<>();

    /**
     * Nothing was read yet.
     *
     * @param revisions each below 0, and another one than all before
     */
    RetractedMessages(
            Retraction<M> retraction,
            WriterSpan writers,
            MessageDecoder<M> decoder,
            Connection connection,
            LongSupplier revisions) {
        this.retraction = retraction;
        this.writers = writers;
        this.decoder = decoder;
        this.connection = connection;
        this.revisions = revisions;
    }

    @Override
    public Kind<M> kind() {
        return retraction.kind();
    }

    /** What is no such message is nobody's that could be retracted. */
    @Override
    public void take(ConsumerRecord<byte[], byte[]> read) throws RegistryUnavailableException {
        try {
            M message = retraction.asRow().apply(decoder.decode(read.value()));
            sent.computeIfAbsent(
                            retraction.about().apply(message), about -> new SentAbout<>(retraction))
                    .add(message, WriterSpan.epochOf(read));
        } catch (UnknownSchemaException | IOException | RuntimeException e) {
            return;
        }
    }

    @Override
    public List<M> missing() throws SQLException {
        List<SentAbout<M>> concerned =
                sent.values().stream().filter(one -> one.isOf(writers)).toList();
        if (concerned.isEmpty()) {
            return List.of();
        }
        Map<String, List<SentAbout.Said<M>>> rows = rows(concerned);
        long revision = revisions.getAsLong();
        List<M> missing = new ArrayList<>();
        for (SentAbout<M> one : concerned) {
            String about = retraction.about().apply(one.newest());
            one.missing(rows.getOrDefault(about, List.of()), writers, revision)
                    .ifPresent(missing::add);
        }
        return missing;
    }

    /** What holds, by what it is about. */
    private Map<String, List<SentAbout.Said<M>>> rows(List<SentAbout<M>> concerned)
            throws SQLException {
        Map<String, List<SentAbout.Said<M>>> rows = new HashMap<>();
        List<M> examples = concerned.stream().map(SentAbout::newest).toList();
        try (PreparedStatement query = retraction.rows().of(connection, examples);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                M message = retraction.asRow().apply(retraction.kind().row().read(row));
                rows.computeIfAbsent(retraction.about().apply(message), about -> new ArrayList<>())
                        .add(new SentAbout.Said<>(message, row.getLong("writer_epoch")));
            }
        } finally {
            // The next reading sees what has come meanwhile.
            connection.rollback();
        }
        return rows;
    }
}
