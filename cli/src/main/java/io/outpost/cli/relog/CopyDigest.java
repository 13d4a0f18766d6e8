package io.outpost.cli.relog;

import io.outpost.cli.send.RecordDigest;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;

/** Of records with all that relog keeps of them, in any order. */
final class CopyDigest {
    private static final byte[] NONE = new byte[0];

    private final RecordDigest digest = new RecordDigest();
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();

    void add(int partition, long millis, byte[] key, byte[] value, Iterable<Header> headers) {
        head.reset();
        try (DataOutputStream out = new DataOutputStream(head)) {
            out.writeInt(partition);
            out.writeLong(millis);
            write(out, key);
            out.writeBoolean(value == null);
            for (Header header : headers) {
                write(out, header.key().getBytes(StandardCharsets.UTF_8));
                write(out, header.value());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        digest.add(head.toByteArray(), value == null ? NONE : value);
    }

    /** 16 hexadecimal digits. */
    String hex() {
        return digest.hex();
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes == null ? -1 : bytes.length);
        out.write(bytes == null ? NONE : bytes);
    }
}
