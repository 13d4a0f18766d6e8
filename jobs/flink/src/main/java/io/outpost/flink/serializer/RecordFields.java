package io.outpost.flink.serializer;

import io.outpost.core.condition.Driver;
import io.outpost.core.place.Origin;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes and reads a record by its components, in their order: numbers, texts, enums, other
 * records, and what else is listed here. A component that is added to a record needs no change. For
 * records of which there are not many: fields of readings and panes are written by code of their
 * own.
 *
 * @param <R> the record
 */
public final class RecordFields<R extends Record> {
    private static final Map<Class<?>, Field> KNOWN =
            Map.of(
                    String.class,
                    field((value, out) -> TextFields.write((String) value, out), TextFields::read),
                    long.class,
                    field((value, out) -> out.writeLong((Long) value), DataInput::readLong),
                    int.class,
                    field((value, out) -> out.writeInt((Integer) value), DataInput::readInt),
                    double.class,
                    field((value, out) -> out.writeDouble((Double) value), DataInput::readDouble),
                    boolean.class,
                    field(
                            (value, out) -> out.writeBoolean((Boolean) value),
                            DataInput::readBoolean),
                    long[].class,
                    field((value, out) -> writeLongs((long[]) value, out), RecordFields::readLongs),
                    double[].class,
                    field(
                            (value, out) -> writeDoubles((double[]) value, out),
                            RecordFields::readDoubles),
                    Driver[].class,
                    field(
                            (value, out) -> TextFields.writeDrivers((Driver[]) value, out),
                            TextFields::readDrivers),
                    Origin.class,
                    field(
                            (value, out) -> TextFields.writeOrigin((Origin) value, out),
                            TextFields::readOrigin));

    private final List<MethodHandle> accessors = new ArrayList<>();
    private final List<Field> fields = new ArrayList<>();
    private final MethodHandle constructor;

    private interface Writer {
        void write(Object value, DataOutput out) throws IOException;
    }

    private interface Reader {
        Object read(DataInput in) throws IOException;
    }

    private record Field(Writer writer, Reader reader) {}

    private RecordFields(Class<R> type) throws IllegalAccessException, NoSuchMethodException {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        RecordComponent[] components = type.getRecordComponents();
        for (RecordComponent component : components) {
            accessors.add(
                    lookup.unreflect(component.getAccessor())
                            .asType(MethodType.methodType(Object.class, Object.class)));
            fields.add(field(component.getType()));
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        constructor =
                lookup.unreflectConstructor(type.getConstructor(types))
                        .asSpreader(Object[].class, types.length)
                        .asType(MethodType.methodType(Object.class, Object[].class));
    }

    /**
     * Of a public record with public components.
     *
     * @throws IllegalArgumentException when a component has a type that is not known here
     */
    public static <R extends Record> RecordFields<R> of(Class<R> type) {
        try {
            return new RecordFields<>(type);
        } catch (IllegalAccessException | NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " is no public record", e);
        }
    }

    public void write(R row, DataOutput out) throws IOException {
        for (int i = 0; i < fields.size(); i++) {
            fields.get(i).writer().write(call(accessors.get(i), row), out);
        }
    }

    @SuppressWarnings("unchecked") // the constructor is that of R
    public R read(DataInput in) throws IOException {
        Object[] values = new Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = fields.get(i).reader().read(in);
        }
        try {
            return (R) (Object) constructor.invokeExact(values);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object call(MethodHandle accessor, Object row) {
        try {
            return (Object) accessor.invokeExact(row);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static Field field(Writer writer, Reader reader) {
        return new Field(writer, reader);
    }

    @SuppressWarnings("unchecked") // a record's class is one of R extends Record
    private static Field field(Class<?> type) {
        if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return field(
                    (value, out) -> out.writeByte(value == null ? 0 : number((Enum<?>) value)),
                    in -> {
                        int number = in.readUnsignedByte();
                        return number == 0 ? null : constants[number - 1];
                    });
        }
        if (type.isRecord() && !KNOWN.containsKey(type)) {
            RecordFields<Record> nested = of((Class<Record>) type);
            return field((value, out) -> nested.write((Record) value, out), nested::read);
        }
        Field known = KNOWN.get(type);
        if (known == null) {
            throw new IllegalArgumentException("no way is known to write a " + type.getName());
        }
        return known;
    }

    private static void writeDoubles(double[] values, DataOutput out) throws IOException {
        out.writeInt(values.length);
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    private static double[] readDoubles(DataInput in) throws IOException {
        double[] values = new double[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
        return values;
    }

    /** 0 stands for null. */
    private static int number(Enum<?> constant) {
        return constant.ordinal() + 1;
    }

    private static void writeLongs(long[] longs, DataOutput out) throws IOException {
        out.writeInt(longs.length);
        for (long one : longs) {
            out.writeLong(one);
        }
    }

    private static long[] readLongs(DataInput in) throws IOException {
        long[] longs = new long[in.readInt()];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = in.readLong();
        }
        return longs;
    }
}
