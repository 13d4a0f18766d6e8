package io.outpost.ingest.station;

import io.outpost.core.place.RejectionReason;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The fields of one report, and which of them have become values. */
final class ReportFields {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,12}(\\.\\d{0,12})?|\\.\\d{1,12})([eE][+-]?\\d{1,2})?");

    /** What stations write where an instrument is silent. */
    private static final Pattern DASHES = Pattern.compile("[-.]*");

    private static final BigDecimal SILENT = new BigDecimal(-9999);

    /** A station's key and its secret; of some, the secret follows from the hardware's address. */
    private static final Set<String> SECRETS = Set.of("id", "password", "passkey", "mac");

    private final Map<String, String> sent;
    private final Set<String> taken = new HashSet<>();

    ReportFields(Map<String, String> sent) {
        this.sent = sent;
    }

    /** True also when it has no value. */
    boolean has(String field) {
        return sent.containsKey(field);
    }

    /** Null when it was not sent. */
    String text(String field) {
        return sent.get(field);
    }

    /** Leaves it out of {@link #others}. */
    void take(String field) {
        taken.add(field);
    }

    /**
     * Null when it has no value.
     *
     * @throws RejectedReportException when it is no number
     */
    BigDecimal number(String field) throws RejectedReportException {
        String text = sent.get(field);
        if (text == null || isSilent(text)) {
            return null;
        }
        if (!NUMBER.matcher(text.strip()).matches()) {
            throw new RejectedReportException(
                    RejectionReason.UNDECODABLE, field, "must be a number, such as 68.4");
        }
        return new BigDecimal(text.strip());
    }

    /** The same; null also when it is no number. */
    BigDecimal numberOrNull(String field) {
        try {
            return number(field);
        } catch (RejectedReportException e) {
            return null;
        }
    }

    /** Those with a value that were not taken, by name; nothing that is secret. */
    Map<String, String> others() {
        Map<String, String> others = new TreeMap<>();
        sent.forEach(
                (name, value) -> {
                    if (!taken.contains(name) && !isSecret(name) && !isSilent(value)) {
                        others.put(name, value);
                    }
                });
        return others;
    }

    private static boolean isSecret(String name) {
        return SECRETS.contains(name.strip().toLowerCase(Locale.ROOT));
    }

    private static boolean isSilent(String text) {
        String stripped = text.strip();
        return DASHES.matcher(stripped).matches()
                || (NUMBER.matcher(stripped).matches()
                        && new BigDecimal(stripped).compareTo(SILENT) == 0);
    }
}
