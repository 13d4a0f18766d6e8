package io.outpost.cli.yaml;

import java.util.List;

/** A block of a file says what cannot be; {@link YamlReader} adds file and line. */
public final class MistakeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Object> path;

    /**
     * One mistake.
     *
     * @param path keys, and numbers of items of lists, from the block that finds it; empty: itself
     */
    public MistakeException(String what, Object... path) {
        super(what);
        this.path = List.of(path);
    }

    List<Object> path() {
        return path;
    }

    /**
     * The value.
     *
     * @throws MistakeException when it is null
     */
    public static <T> T required(T value, Object... path) {
        if (value == null) {
            throw new MistakeException("is missing", path);
        }
        return value;
    }
}
