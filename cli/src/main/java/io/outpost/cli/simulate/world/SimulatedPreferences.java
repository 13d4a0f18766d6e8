package io.outpost.cli.simulate.world;

import io.outpost.decode.preference.PreferenceTemplates;
import io.outpost.schemas.Preference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What people want of places: the templates in turn, one place after the other. */
public record SimulatedPreferences(List<SimulatedPlace> places, int count) {
    private static final String OWNER = "simulate";

    /** Each its first version. */
    public Stream<Preference> all() {
        List<String> documents =
                PreferenceTemplates.NAMES.stream()
                        .map(PreferenceTemplates::document)
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .toList();
        return IntStream.range(0, count)
                .mapToObj(
                        i ->
                                Preference.newBuilder()
                                        .setPreferenceId("simulated-" + i)
                                        .setPlaceId(places.get(i % places.size()).id())
                                        .setOwnerId(OWNER)
                                        .setVersion(1)
                                        .setDocument(
                                                documents.get(
                                                        (i + i / places.size()) % documents.size()))
                                        .build());
    }
}
