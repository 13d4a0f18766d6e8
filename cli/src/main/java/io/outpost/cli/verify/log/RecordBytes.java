package io.outpost.cli.verify.log;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToIntFunction;

/** How a record of a place lies in a bucket, after its place and its length. */
final class RecordBytes {
    private static final byte OBSERVATION = 0;
    private static final byte PARAMETERS = 1;
    private static final byte REJECTION = 2;
    private static final byte PREFERENCE = 3;

    private RecordBytes() {}

    static void write(LogRecord record, ToIntFunction<String> numbers, DataOutputStream out)
            throws IOException {
        out.writeInt(record.partition());
        out.writeLong(record.offset());
        out.writeLong(record.receivedAtMillis());
        if (record instanceof LoggedObservation observation) {
            out.writeByte(OBSERVATION);
            writeObservation(observation, numbers, out);
        } else if (record instanceof LoggedParameters parameters) {
            out.writeByte(PARAMETERS);
            writeParameters(parameters, out);
        } else if (record instanceof LoggedPreference preference) {
            out.writeByte(PREFERENCE);
            writePreference(preference, out);
        } else if (record instanceof LoggedRejection rejection) {
            out.writeByte(REJECTION);
            out.writeInt(numbers.applyAsInt(rejection.reason()));
        }
    }

    static LogRecord read(String placeId, ByteBuffer in, List<String> names) {
        int partition = in.getInt();
        long offset = in.getLong();
        long received = in.getLong();
        return switch (in.get()) {
            case OBSERVATION -> observation(placeId, partition, offset, received, in, names);
            case PARAMETERS -> parameters(placeId, partition, offset, received, in);
            case PREFERENCE -> preference(placeId, partition, offset, received, in);
            default ->
                    new LoggedRejection(
                            placeId, partition, offset, received, names.get(in.getInt()));
        };
    }

    private static void writeObservation(
            LoggedObservation observation, ToIntFunction<String> numbers, DataOutputStream out)
            throws IOException {
        out.writeInt(numbers.applyAsInt(observation.sensorId()));
        out.writeLong(observation.observedAtMillis());
        out.writeInt(observation.declaredSeconds());
        out.writeInt(observation.present());
        for (int i = 0; i < Measure.COUNT; i++) {
            if ((observation.present() >> i & 1) == 1) {
                out.writeDouble(observation.sent()[i]);
            }
        }
        out.writeLong(observation.extrasHash());
        out.writeLong(observation.contentHash());
        out.writeInt(observation.recordBytes());
    }

    private static LoggedObservation observation(
            String placeId,
            int partition,
            long offset,
            long received,
            ByteBuffer in,
            List<String> names) {
        String sensor = names.get(in.getInt());
        long observedAt = in.getLong();
        int interval = in.getInt();
        int present = in.getInt();
        double[] sent = new double[Measure.COUNT];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (present >> i & 1) == 1 ? in.getDouble() : Double.NaN;
        }
        return new LoggedObservation(
                placeId,
                sensor,
                partition,
                offset,
                observedAt,
                received,
                interval,
                present,
                sent,
                in.getLong(),
                in.getLong(),
                in.getInt());
    }

    private static void writeParameters(LoggedParameters parameters, DataOutputStream out)
            throws IOException {
        writeText(parameters.name(), out);
        out.writeDouble(parameters.latitude());
        out.writeDouble(parameters.longitude());
        out.writeDouble(parameters.elevationMetres());
        writeText(parameters.timeZone(), out);
        out.writeInt(parameters.staleAfterSeconds());
        writeText(textOrEmpty(parameters.surface()), out);
        writeText(textOrEmpty(parameters.streamSize()), out);
        out.writeDouble(parameters.aspectDegrees());
        out.writeDouble(parameters.windHeightMetres());
        writeText(textOrEmpty(parameters.attribution()), out);
        out.writeBoolean(parameters.removed());
    }

    private static LoggedParameters parameters(
            String placeId, int partition, long offset, long received, ByteBuffer in) {
        return new LoggedParameters(
                placeId,
                partition,
                offset,
                received,
                readText(in),
                in.getDouble(),
                in.getDouble(),
                in.getDouble(),
                readText(in),
                in.getInt(),
                textOrNull(readText(in)),
                textOrNull(readText(in)),
                in.getDouble(),
                in.getDouble(),
                textOrNull(readText(in)),
                in.get() != 0);
    }

    private static void writePreference(LoggedPreference preference, DataOutputStream out)
            throws IOException {
        writeText(preference.preferenceId(), out);
        writeText(preference.ownerId(), out);
        out.writeLong(preference.version());
        writeText(textOrEmpty(preference.document()), out);
        out.writeLong(preference.contentHash());
    }

    private static LoggedPreference preference(
            String placeId, int partition, long offset, long received, ByteBuffer in) {
        return new LoggedPreference(
                placeId,
                partition,
                offset,
                received,
                readText(in),
                readText(in),
                in.getLong(),
                textOrNull(readText(in)),
                in.getLong());
    }

    private static String textOrEmpty(String text) {
        return text == null ? "" : text;
    }

    private static String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static void writeText(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(ByteBuffer in) {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
