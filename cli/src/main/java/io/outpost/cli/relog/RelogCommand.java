package io.outpost.cli.relog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.cli.console.Progress;
import io.outpost.cli.replay.Acceptance;
import io.outpost.cli.replay.MappingChoice;
import io.outpost.cli.stack.EndpointOptions;
import io.outpost.schemas.wire.RegistryUnavailableException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code outpost relog}: makes another log of the log. */
@Command(
        name = "relog",
        description = {
            "Copies the log into a new topic, in its order and with the times at which its records were received: with a",
            "past merged in, with another number of partitions, or without a place.",
            "",
            "Stop all senders first; the jobs may run. The new topic is a log once all of it was read back; before that",
            "no job reads it. How the stack is switched to it: docs/operations.md, Rewriting the log.",
            "",
            "Exit code: 0 the log is made, 1 it is not, 2 wrong usage."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class RelogCommand implements Callable<Integer> {
    private static final int MOST_PARTITIONS = 10_000;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "TOPIC",
            description = "the topic to make, which must not exist")
    private String to;

    @Option(
            names = "--merge",
            arity = "1..*",
            paramLabel = "FILE",
            description = {
                "recordings, as replay reads them: rows older than what the log has of their place, each as if it had been",
                "sent when it was observed"
            })
    private List<Path> merge = List.of();

    @Option(
            names = "--mapping",
            paramLabel = "NAME|FILE",
            description =
                    "with --merge: what the columns mean (default: found by the file's header)")
    private String mapping;

    @Option(
            names = "--max-unreadable",
            paramLabel = "PERCENT",
            defaultValue = "10%",
            converter = Acceptance.Percent.class,
            description =
                    "with --merge: make nothing when anything is lost of more rows than this (default: ${DEFAULT-VALUE})")
    private double mostUnreadable;

    @Option(
            names = "--before-2000",
            description = "with --merge: the recordings are as old as that")
    private boolean before2000;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description =
                    "how many the new topic has (default: as the log); places go to murmur2 of their id, one tick a second to each")
    private Integer partitions;

    @Option(
            names = "--without-place",
            paramLabel = "ID",
            description = {
                "leave out all records of this place, also those that are rejected or late, and those that cannot be read",
                "and have it as their key; may be repeated"
            })
    private List<String> without = List.of();

    @Option(
            names = "--again",
            description = "delete what an ended relog has left of the topic, and make it anew")
    private boolean again;

    @Option(names = "--dry-run", description = "read and count all, and write nothing")
    private boolean dryRun;

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    @Mixin private EndpointOptions endpoints;

    @Spec private CommandSpec spec;

    @Override
    public Integer call()
            throws InterruptedException, RegistryUnavailableException, JsonProcessingException {
        checkUsage();
        RelogRequest request =
                new RelogRequest(
                        to,
                        partitions,
                        new LinkedHashSet<>(without),
                        merge,
                        new MappingChoice(mapping),
                        new Acceptance(mostUnreadable),
                        before2000,
                        again,
                        dryRun);
        try (Relog relog = new Relog(endpoints.resolveLog(), request, Progress.onErrorChannel())) {
            RelogReport report = relog.run();
            spec.commandLine()
                    .getOut()
                    .println(
                            json
                                    ? new ObjectMapper()
                                            .writerWithDefaultPrettyPrinter()
                                            .writeValueAsString(report)
                                    : report.text());
            spec.commandLine().getOut().flush();
        }
        return 0;
    }

    private void checkUsage() {
        if (partitions != null && (partitions < 1 || partitions > MOST_PARTITIONS)) {
            throw usage("--partitions must be 1 to " + MOST_PARTITIONS);
        }
        if (merge.isEmpty() && (mapping != null || before2000)) {
            throw usage("--mapping and --before-2000 need --merge");
        }
        if (again && dryRun) {
            throw usage("--dry-run deletes nothing --again");
        }
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}
