package io.outpost.cli.replay;

import io.outpost.cli.console.CommandException;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Which recordings are sent: those of which enough could be read.
 *
 * @param mostUnreadable greatest share of rows of which anything may be lost, 0 to 1
 */
public record Acceptance(double mostUnreadable) {
    /** Reads a share in per cent, such as 10%. */
    public static final class Percent implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            try {
                double percent = Double.parseDouble(text.replaceFirst("\\s*%$", ""));
                if (percent >= 0 && percent <= 100) {
                    return percent / 100;
                }
            } catch (NumberFormatException e) {
                // Said below.
            }
            throw new TypeConversionException("'" + text + "' is no share from 0% to 100%");
        }
    }

    /** What is wrong, and what to do; empty: nothing. */
    Optional<String> complaint(Recordings recordings) {
        for (Recordings.SourceFile file : recordings.files()) {
            if (file.observations() == 0 && (file.rows() > 0 || recordings.rows() == 0)) {
                return Optional.of(nothing(file));
            }
        }
        long lossy = recordings.unreadable().rowsWithLosses();
        if (lossy > mostUnreadable * recordings.rows()) {
            return Optional.of(
                    String.format(
                            "Of %,d rows %,d could not be read or not wholly (%.1f%%), more than --max-unreadable %s%%"
                                    + " allows. Mend the mapping or the file, or allow more.",
                            recordings.rows(),
                            lossy,
                            100.0 * lossy / recordings.rows(),
                            Math.round(1000 * mostUnreadable) / 10.0));
        }
        return Optional.empty();
    }

    /** Refuses to send what is not enough. */
    public void require(Recordings recordings) {
        complaint(recordings)
                .ifPresent(
                        complaint -> {
                            throw new CommandException(
                                    complaint
                                            + " Nothing was sent."
                                            + UnreadableText.of(recordings.unreadable()));
                        });
    }

    private static String nothing(Recordings.SourceFile file) {
        return file.rows() == 0
                ? file.path() + " has no rows: nothing of it could be sent."
                : String.format(
                        "%s: of %,d rows none could be read with the mapping %s.",
                        file.path(), file.rows(), file.mapping());
    }
}
