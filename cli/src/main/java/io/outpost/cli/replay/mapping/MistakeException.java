package io.outpost.cli.replay.mapping;

import java.util.List;

/** A mapping says what cannot be; {@link MappingReader} adds file and line. */
final class MistakeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Object> path;

    /**
     * One mistake.
     *
     * @param path keys, and numbers of items of lists, from the block that finds it; empty: itself
     */
    MistakeException(String what, Object... path) {
        super(what);
        this.path = List.of(path);
    }

    List<Object> path() {
        return path;
    }

    static <T> T required(T value, Object... path) {
        if (value == null) {
            throw new MistakeException("is missing", path);
        }
        return value;
    }
}
