package io.outpost.api;

import io.outpost.api.preference.PreferenceSettings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The arguments that bound preferences. */
final class PreferenceOptions {

    private static final int MOST = 10_000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--preferences-per-owner",
            defaultValue = "200",
            description =
                    "Preferences that one person may have saved (OUTPOST_API_PREFERENCES_PER_OWNER,"
                            + " default 200).")
    private int mostOfOwner;

    /** What is wrong is a {@link ParameterException}. */
    PreferenceSettings settings() {
        if (mostOfOwner < 1 || mostOfOwner > MOST) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--preferences-per-owner must be from 1 to %d, but is %d"
                            .formatted(MOST, mostOfOwner));
        }
        return new PreferenceSettings(mostOfOwner);
    }
}
