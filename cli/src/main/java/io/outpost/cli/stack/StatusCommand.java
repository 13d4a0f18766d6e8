package io.outpost.cli.stack;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what runs; the exit code is 0 only when everything does. */
@Command(
        name = "status",
        description =
                "Shows the parts of the stack and the job. The exit code is 0 only when everything runs.")
public final class StatusCommand implements Callable<Integer> {
    @Mixin private StackOptions options;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        StatusReport report = StatusReport.of(options.folder());
        System.out.println(json ? report.json() : report.text());
        return report.allRuns() ? 0 : 1;
    }
}
