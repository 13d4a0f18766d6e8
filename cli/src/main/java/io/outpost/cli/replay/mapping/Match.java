package io.outpost.cli.replay.mapping;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * When a mapping is chosen by itself: the file's name matches one of the patterns (none: any name)
 * and the header has all the columns.
 */
public record Match(List<Pattern> files, Set<String> columns) {
    /** Only by its name. */
    public static final Match NEVER = new Match(null, null);

    public Match {
        files = files == null ? List.of() : files;
        columns = columns == null ? Set.of() : columns;
    }

    public boolean fits(String fileName, Set<String> header) {
        boolean named =
                files.isEmpty() || files.stream().anyMatch(f -> f.matcher(fileName).matches());
        return !equals(NEVER) && named && header.containsAll(columns);
    }
}
