package io.outpost.api.web;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Chooses a media type by the Accept header (RFC 9110, section 12.5.1). */
final class MediaTypes {

    private record Range(String type, double weight) {

        static Range parse(String text) {
            String[] parts = text.split(";", -1);
            double weight = 1;
            for (String part : parts) {
                String parameter = part.strip().toLowerCase(Locale.ROOT);
                if (parameter.matches("q=[01](\\.\\d{0,3})?")) {
                    weight = Double.parseDouble(parameter.substring(2));
                }
            }
            return new Range(parts[0].strip().toLowerCase(Locale.ROOT), weight);
        }

        /** 3: the type itself, 2: its family, 1: anything, 0: no match. */
        int closeness(String offered) {
            if (type.equals(offered)) {
                return 3;
            }
            String family = offered.substring(0, offered.indexOf('/')) + "/*";
            return type.equals(family) ? 2 : type.equals("*/*") ? 1 : 0;
        }
    }

    private MediaTypes() {}

    static String best(String accept, List<String> offered) {
        if (accept == null || accept.isBlank()) {
            return offered.get(0);
        }
        List<Range> ranges = Arrays.stream(accept.split(",", -1)).map(Range::parse).toList();
        return offered.stream()
                .filter(type -> weight(ranges, type) > 0)
                .reduce((a, b) -> weight(ranges, b) > weight(ranges, a) ? b : a)
                .orElseThrow(() -> notAcceptable(offered));
    }

    private static double weight(List<Range> ranges, String type) {
        return ranges.stream()
                .filter(range -> range.closeness(type) > 0)
                .max(Comparator.comparingInt(range -> range.closeness(type)))
                .map(Range::weight)
                .orElse(0.0);
    }

    private static ProblemException notAcceptable(List<String> offered) {
        return new ProblemException(
                ProblemKind.NOT_ACCEPTABLE, "Served here: " + String.join(", ", offered) + ".");
    }
}
