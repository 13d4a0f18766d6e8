package io.outpost.cli.verify.topics;

import io.outpost.cli.verify.log.Brokers;
import io.outpost.cli.verify.log.TopicNames;
import io.outpost.cli.verify.log.TopicStream;
import io.outpost.cli.verify.rows.WithdrawnEpochs;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Everything on the topic of emissions, on disk in the same buckets as the log; what has no place
 * is in one more.
 */
public final class EmissionTopic implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 15;

    private final List<Path> files = new ArrayList<>();
    private final ToIntFunction<String> bucketOf;

    /** Receives each emission as it was written. */
    public interface Receiver {
        void json(byte[] json) throws IOException;
    }

    /**
     * Makes the files in a folder, which must exist.
     *
     * @param buckets number of those of the log
     * @param bucketOf of a place
     */
    public EmissionTopic(Path folder, int buckets, ToIntFunction<String> bucketOf) {
        for (int i = 0; i <= buckets; i++) {
            files.add(folder.resolve("emissions-" + i));
        }
        this.bucketOf = bucketOf;
    }

    /** Reads the topic to where it ends now, but for what withdrawn writers have emitted. */
    public void read(Brokers brokers, WithdrawnEpochs withdrawn) throws IOException {
        List<DataOutputStream> out = new ArrayList<>();
        for (Path file : files) {
            out.add(
                    new DataOutputStream(
                            new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)));
        }
        try (TopicStream stream = new TopicStream(brokers, TopicNames.EMISSIONS)) {
            stream.readOn(
                    message -> {
                        if (!withdrawn.isWriterOf(message)) {
                            write(message, out);
                        }
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            for (DataOutputStream one : out) {
                one.close();
            }
        }
    }

    /** The number of the bucket of what has no place. */
    public int withoutPlace() {
        return files.size() - 1;
    }

    /** Hands out the emissions of a bucket, one by one: of a busy place there may be gigabytes. */
    public void emissions(int bucket, Receiver receiver) throws IOException {
        Path file = files.get(bucket);
        long left = Files.size(file);
        try (DataInputStream in =
                new DataInputStream(
                        new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES))) {
            while (left > 0) {
                byte[] json = new byte[in.readInt()];
                in.readFully(json);
                receiver.json(json);
                left -= Integer.BYTES + json.length;
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    private void write(ConsumerRecord<byte[], byte[]> message, List<DataOutputStream> out) {
        int bucket =
                message.key() == null || message.key().length == 0
                        ? withoutPlace()
                        : bucketOf.applyAsInt(new String(message.key(), StandardCharsets.UTF_8));
        try {
            out.get(bucket).writeInt(message.value().length);
            out.get(bucket).write(message.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
