package io.outpost.bench.http;

import java.util.List;
import java.util.stream.IntStream;

/** Who answers reads, or what else does the same work. */
enum ReadContender {
    CONSTANT("bare Javalin, a constant"),
    LATEST("API, latest conditions of a place"),
    ON_SCHEDULE("API, the same on schedule"),
    SERIES("API, an hour by minutes of any place"),
    BARE_SERIES("bare Javalin, the same rows"),
    SQL("the same rows by SQL alone"),
    MAP("API, the map of all places");

    private final String words;

    ReadContender(String words) {
        this.words = words;
    }

    /** For people. */
    String words() {
        return words;
    }

    /** What is asked for, one after the other; of those without one the measuring knows. */
    List<String> paths() {
        return switch (this) {
            case CONSTANT -> List.of(BareServerMain.READ);
            case LATEST, ON_SCHEDULE -> StoredPlaces.latest();
            case SERIES -> StoredPlaces.series();
            case BARE_SERIES ->
                    IntStream.range(0, StoredPlaces.SERIES)
                            .mapToObj(number -> BareServerMain.SERIES + number)
                            .toList();
            case MAP, SQL -> List.of();
        };
    }

    int connections(ReadsPlan plan) {
        return this == ON_SCHEDULE ? plan.scheduledConnections() : plan.connections();
    }

    /** True: by the server that has next to nothing in it. */
    boolean isBare() {
        return this == CONSTANT || this == BARE_SERIES;
    }
}
