package io.outpost.cli.verify.log;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * What of a record must be on the topic of rejected records: all of it, as far as it is not larger
 * than docs/topology.md says.
 *
 * @param key null: none; so the value
 * @param headers the sender's
 * @param facts what headers of Outpost must say of what was cut, such as {@code length=70000}
 */
public record Cut(byte[] key, byte[] value, List<Header> headers, List<String> facts) {
    private static final int MOST_BYTES = 1 << 20;
    private static final int KEPT_BYTES = 64 << 10;
    private static final int MOST_HEADERS = 64;
    private static final int MOST_HEADER_BYTES = 32 << 10;
    private static final String PREFIX = "outpost.";

    /** Headers that say why a record was rejected, and from where it is. */
    private static final List<String> ALWAYS =
            List.of("reason", "detail", "topic", "partition", "offset");

    private static final List<String> WHEN_CUT =
            List.of("length", "sha256", "key-length", "key-sha256");

    /** The reason why a record is too large to be looked at; null when it is not. */
    static String fault(ConsumerRecord<byte[], byte[]> logged) {
        if (length(logged.key()) + length(logged.value()) > MOST_BYTES) {
            return "TOO_LARGE";
        }
        return logged.headers().toArray().length > MOST_HEADERS
                        || headerBytes(logged) > MOST_HEADER_BYTES
                ? "HEADERS_TOO_LARGE"
                : null;
    }

    /** Bytes of key, value, and names and values of headers. */
    static int size(ConsumerRecord<byte[], byte[]> logged) {
        return (int) (length(logged.key()) + length(logged.value()) + headerBytes(logged));
    }

    private static long headerBytes(ConsumerRecord<byte[], byte[]> logged) {
        long bytes = 0;
        for (Header header : logged.headers()) {
            bytes += bytes(header);
        }
        return bytes;
    }

    /** Of a record of the log. */
    static Cut of(ConsumerRecord<byte[], byte[]> logged) {
        byte[] key = logged.key();
        byte[] value = logged.value();
        List<String> facts = new ArrayList<>();
        if (length(key) + length(value) > MOST_BYTES) {
            value = first(value, "", facts);
            key = first(key, "key-", facts);
        }
        return new Cut(key, value, fitting(logged.headers()), facts);
    }

    /** As it was found on the topic: with the facts that its headers state. */
    public static Cut found(ConsumerRecord<byte[], byte[]> rejected) {
        List<String> facts = new ArrayList<>();
        List<Header> others = new ArrayList<>();
        for (Header header : rejected.headers()) {
            String name = header.key().startsWith(PREFIX) ? header.key().substring(8) : "";
            if (WHEN_CUT.contains(name)) {
                facts.add(name + '=' + new String(header.value(), StandardCharsets.UTF_8));
            } else if (!ALWAYS.contains(name)) {
                others.add(header);
            }
        }
        return new Cut(rejected.key(), rejected.value(), others, facts);
    }

    /** True when each header that every rejected record has is there, once. */
    public static boolean hasOwnHeadersOnce(ConsumerRecord<byte[], byte[]> rejected) {
        List<String> names = new ArrayList<>();
        rejected.headers().forEach(header -> names.add(header.key()));
        return ALWAYS.stream()
                .allMatch(name -> names.stream().filter((PREFIX + name)::equals).count() == 1);
    }

    private static List<Header> fitting(Iterable<Header> sent) {
        List<Header> kept = new ArrayList<>();
        long bytes = 0;
        for (Header header : sent) {
            if (isOurs(header)) {
                continue;
            }
            bytes += bytes(header);
            if (kept.size() == MOST_HEADERS || bytes > MOST_HEADER_BYTES) {
                break;
            }
            kept.add(header);
        }
        return kept;
    }

    private static boolean isOurs(Header header) {
        return ALWAYS.stream().anyMatch(name -> header.key().equals(PREFIX + name))
                || WHEN_CUT.stream().anyMatch(name -> header.key().equals(PREFIX + name));
    }

    private static byte[] first(byte[] bytes, String name, List<String> facts) {
        if (length(bytes) <= KEPT_BYTES) {
            return bytes;
        }
        facts.add(name + "length=" + bytes.length);
        facts.add(name + "sha256=" + HexFormat.of().formatHex(sha256(bytes)));
        return Arrays.copyOf(bytes, KEPT_BYTES);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static long bytes(Header header) {
        return header.key().getBytes(StandardCharsets.UTF_8).length + length(header.value());
    }

    private static long length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
