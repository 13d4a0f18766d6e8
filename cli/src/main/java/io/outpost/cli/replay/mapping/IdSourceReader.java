package io.outpost.cli.replay.mapping;

import io.outpost.cli.replay.mapping.IdSource.Spelling;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the blocks {@code place} and {@code sensor} of a mapping file. */
final class IdSourceReader {
    private static final List<String> KINDS = List.of("column", "constant", "fileName");

    private IdSourceReader() {}

    static IdSource read(YamlSection section) {
        try (section) {
            Spelling spelling =
                    new Spelling(
                            section.optionalText("prefix").orElse(""), section.flag("lowerCase"));
            List<String> given = KINDS.stream().filter(section::has).toList();
            if (given.size() != 1) {
                throw section.complaint("needs one of " + String.join(", ", KINDS));
            }
            String text = section.text(given.get(0));
            return switch (given.get(0)) {
                case "column" -> new IdSource.Column(text, spelling);
                case "constant" -> new IdSource.Constant(spelling.apply(text));
                default -> new IdSource.FileName(fileName(section), spelling);
            };
        }
    }

    private static Pattern fileName(YamlSection section) {
        Pattern pattern = section.pattern("fileName");
        if (pattern.matcher("").groupCount() < 1) {
            throw section.complaint("fileName", "needs a group in brackets that holds the id");
        }
        return pattern;
    }
}
