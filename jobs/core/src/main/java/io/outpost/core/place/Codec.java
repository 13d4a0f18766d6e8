package io.outpost.core.place;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How one kind of state is written and read. Every value starts with the version of its format, so
 * that a newer reader knows what an older one wrote.
 */
public record Codec<T>(Writer<T> writer, Reader<T> reader) {

    /** Writes a value. */
    @FunctionalInterface
    public interface Writer<T> {
        void write(T value, DataOutput out) throws IOException;
    }

    /** Reads what a {@link Writer} of this or an older version wrote. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(DataInput in) throws IOException;
    }
}
