package io.outpost.cli.replay.mapping;

/** Reads the block {@code otherPlaces} of a mapping file. */
final class PlaceSourceReader {
    private PlaceSourceReader() {}

    static PlaceSource read(YamlSection section) {
        try (section) {
            PlaceSource source =
                    new PlaceSource(
                            section.optionalSection("name").map(IdSourceReader::read).orElse(null),
                            section.optionalText("latitude").orElse(null),
                            section.optionalText("longitude").orElse(null),
                            section.optionalText("elevationMetres").orElse(null),
                            PlacesReader.timeZone(section),
                            section.optionalWholeNumber("staleAfterSeconds").orElse(null));
            if ((source.latitude() == null) != (source.longitude() == null)) {
                throw section.complaint("needs both latitude and longitude, or none of them");
            }
            return source;
        }
    }
}
