package io.outpost.cli.upgrade;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.stack.ConditionsCluster;
import io.outpost.cli.stack.StackOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code outpost upgrade}: another version of the conditions job, by a canary. */
@Command(
        name = "upgrade",
        sortOptions = false,
        description = {
            "Runs another version of the conditions job in the place of the one that runs.",
            "",
            "First the new version runs as a shadow beside the old one, from a savepoint of it,"
                    + " and all that both emit is compared; it writes nothing else. Then the old one"
                    + " is stopped with a savepoint and the new one goes on from it. Where the shadow"
                    + " emits something else or does worse, the old version runs on untouched; where"
                    + " the new version fails after the switch, the old one is started again from"
                    + " where it was stopped.",
            "",
            "An upgrade that was killed goes on from its last step: run the same command again.",
            "",
            "Exit code: 0 the new version runs, 1 the old one does, 2 wrong usage."
        })
public final class UpgradeCommand implements Callable<Integer> {
    private static final int DIGEST_CHARS = 16;

    @Mixin private StackOptions options;

    @Option(
            names = "--jar",
            paramLabel = "FILE",
            required = true,
            description = "The new version of the conditions job.")
    private Path jar;

    @Option(
            names = "--without-shadow",
            description = "Switch at once; only failures of the new version lead back.")
    private boolean withoutShadow;

    @Option(
            names = "--emissions",
            paramLabel = "N",
            defaultValue = "20000",
            description = "How many are compared at least (default: ${DEFAULT-VALUE}).")
    private long emissions;

    @Option(
            names = "--trial",
            paramLabel = "DURATION",
            defaultValue = "PT10M",
            description = "How long the shadow may take for that (default: ${DEFAULT-VALUE}).")
    private Duration trial;

    @Option(
            names = "--watch",
            paramLabel = "DURATION",
            defaultValue = "PT1M",
            description =
                    "How long the new version is watched after the switch (default: ${DEFAULT-VALUE}).")
    private Duration watch;

    @Option(
            names = "--most-busy",
            paramLabel = "TIMES",
            defaultValue = "2",
            description =
                    "Its tasks may be busy so many times as long per record as those of the old one"
                            + " (default: ${DEFAULT-VALUE}).")
    private double mostBusy;

    @Option(
            names = "--declared",
            paramLabel = "FILE",
            description = {
                "What the new version is meant to emit differently: lines of table, field and"
                        + " reason, apart by a tab (default: META-INF/outpost-differences.tsv in the"
                        + " jar, else nothing). All else must be equal."
            })
    private Path declared;

    @Option(names = "--dry-run", description = "Only say what would be done.")
    private boolean dryRun;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isRegularFile(jar)) {
            throw new ParameterException(spec.commandLine(), "--jar: %s is no file".formatted(jar));
        }
        if (emissions < 1 || trial.isNegative() || watch.isNegative() || !(mostBusy > 0)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--emissions must be 1 or more, --trial and --watch not negative, --most-busy above 0");
        }
        if (declared != null && !Files.isRegularFile(declared)) {
            throw new ParameterException(
                    spec.commandLine(), "--declared: %s is no file".formatted(declared));
        }
        DeclaredDifferences differences = DeclaredDifferences.of(declared, jar);
        ConditionsCluster cluster = ConditionsCluster.of(options);
        UpgradeJournal journal = journal(cluster);
        System.out.printf(
                "Upgrade of job %s from %s to %s%n",
                journal.oldJob, journal.oldJar, journal.newJar);
        if (dryRun) {
            System.out.println(
                    withoutShadow
                            ? "It would stop the old version with a savepoint and start the new one from it."
                            : "It would compare %,d emissions of a shadow with those of the old version, then switch."
                                    .formatted(emissions));
            return 0;
        }
        UpgradeLimits limits = new UpgradeLimits(emissions, trial, watch, differences, mostBusy);
        UpgradeJournal end =
                new Upgrade(cluster, limits, !withoutShadow, journal, System.out).run();
        boolean isNew = end.step == UpgradeStep.DONE;
        System.out.println(
                isNew
                        ? "The new version runs."
                        : "The old version runs. The new one was not taken: " + end.breach);
        return isNew ? 0 : 1;
    }

    /** Of an upgrade to the same version that has not ended, or of a new one. */
    private UpgradeJournal journal(ConditionsCluster cluster)
            throws IOException, InterruptedException {
        Path folder = cluster.releasesFolder();
        String digest = digest(jar);
        Optional<UpgradeJournal> open =
                UpgradeJournal.read(folder).filter(known -> !known.step.isEnd());
        if (open.isPresent()) {
            if (!open.get().newJar.getFileName().toString().startsWith(digest)) {
                throw new CommandException(
                        "An upgrade to %s has not ended, at %s. Finish it first: ./outpost upgrade --jar %s"
                                .formatted(open.get().newJar, open.get().step, open.get().newJar));
            }
            System.out.println("It goes on after " + open.get().step);
            return open.get();
        }
        String oldJob =
                cluster.liveJob(ConditionsCluster.JOB)
                        .orElseThrow(
                                () ->
                                        new CommandException(
                                                "No conditions job runs that could be upgraded"));
        if (dryRun) {
            return new UpgradeJournal(cluster.jar(), jar, oldJob);
        }
        Path oldJar = cluster.keepJar(cluster.jar(), digest(cluster.jar()));
        UpgradeJournal begun = new UpgradeJournal(oldJar, cluster.keepJar(jar, digest), oldJob);
        begun.write(folder);
        return begun;
    }

    private static String digest(Path file) throws IOException {
        try (InputStream in =
                new DigestInputStream(
                        Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            byte[] digest = ((DigestInputStream) in).getMessageDigest().digest();
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_CHARS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
