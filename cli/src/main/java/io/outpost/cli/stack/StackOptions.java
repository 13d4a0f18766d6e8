package io.outpost.cli.stack;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What every command about the local stack takes. */
public final class StackOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The stack's folder (default: .outpost in the repository).")
    private Path data;

    /** The chosen folder, or the usual one. */
    public Path dataFolder() {
        return data != null ? data : Distribution.ofLauncher().home().resolve(".outpost");
    }

    DataFolder folder() {
        return new DataFolder(dataFolder());
    }
}
