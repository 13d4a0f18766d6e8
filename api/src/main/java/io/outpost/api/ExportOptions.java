package io.outpost.api;

import io.outpost.api.export.ExportSettings;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The arguments that bound exports of long ranges. */
final class ExportOptions {

    private static final int MOST_MEBIBYTES = 1 << 20;
    private static final int MOST_HOURS = 24 * 31;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--export-mebibytes",
            defaultValue = "1024",
            description =
                    "Room for the files of POST /v1/exports in Postgres, compressed, of all together; one may"
                            + " have an eighth; 0: none are made (OUTPOST_API_EXPORT_MEBIBYTES, default"
                            + " 1024).")
    private int mebibytes;

    @Option(
            names = "--export-hours",
            defaultValue = "24",
            description =
                    "How long an export is kept after its end (OUTPOST_API_EXPORT_HOURS, default 24).")
    private int hours;

    /** What is wrong is a {@link ParameterException}. */
    ExportSettings settings() {
        require("--export-mebibytes", mebibytes, 0, MOST_MEBIBYTES);
        require("--export-hours", hours, 1, MOST_HOURS);
        return new ExportSettings((long) mebibytes << 20, Duration.ofHours(hours));
    }

    private void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s must be from %d to %d, but is %d".formatted(name, least, most, value));
        }
    }
}
