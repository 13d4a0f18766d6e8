package io.outpost.conditions.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.outpost.decode.SourceRecord;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The log in whose middle the savepoint of a release was taken. A release keeps its own, as bytes:
 * the offsets of the savepoint point into it, and it was written with the schemas of its time.
 *
 * @param savepointAfter so many records
 * @param schemas by the ids in the records
 */
record ReleasedLog(LogRecords records, int savepointAfter, Map<Integer, String> schemas) {
    private static final int NONE = -1;

    void write(Path file) throws IOException {
        try (DataOutputStream out =
                new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(schemas.size());
            for (Map.Entry<Integer, String> schema : schemas.entrySet()) {
                out.writeInt(schema.getKey());
                writeText(out, schema.getValue());
            }
            out.writeInt(savepointAfter);
            out.writeInt(records.size());
            for (SourceRecord one : records.all()) {
                out.writeByte(one.origin().partition());
                out.writeLong(one.receivedAtMillis());
                writeBytes(out, one.origin().key());
                writeBytes(out, one.origin().value());
            }
        }
    }

    static ReleasedLog read(Path file) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
            Map<Integer, String> schemas = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                int id = in.readInt();
                schemas.put(id, new String(readBytes(in), UTF_8));
            }
            int savepointAfter = in.readInt();
            LogRecords records = new LogRecords();
            for (int left = in.readInt(); left > 0; left--) {
                int partition = in.readByte();
                long atMillis = in.readLong();
                byte[] key = readBytes(in);
                records.append(partition, atMillis, key, readBytes(in));
            }
            return new ReleasedLog(records, savepointAfter, schemas);
        }
    }

    /** What was in the log when the savepoint was taken. */
    LogRecords before() {
        return records.first(savepointAfter);
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        writeBytes(out, text.getBytes(UTF_8));
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes == null ? NONE : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    /** Null where there are none. */
    private static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length == NONE ? null : in.readNBytes(length);
    }
}
