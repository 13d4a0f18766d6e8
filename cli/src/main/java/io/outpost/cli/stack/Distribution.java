package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the built parts are below the repository's root. Nothing is copied: each part's build
 * writes down the classpath of its process. A release stands in a folder like it, with all jars in
 * it.
 *
 * @param conditionsJar runs in place of the conditions job that was built; null: none does
 */
record Distribution(Path home, Path conditionsJar) {
    /** Environment variable that names a folder of settings to be used in place of flink-conf/. */
    private static final String OTHER_SETTINGS = "OUTPOST_FLINK_CONF";

    Distribution(Path home) {
        this(home, null);
    }

    /** The repository that the launcher script stands in. */
    static Distribution ofLauncher() {
        String home = System.getProperty("outpost.home");
        if (home == null) {
            throw new CommandException(
                    "Start this program with the script ./outpost of the repository.");
        }
        return new Distribution(Path.of(home).toAbsolutePath().normalize());
    }

    /** The same with another jar of the conditions job; null: the one that was built. */
    Distribution withConditions(Path jar) {
        return new Distribution(home, jar == null ? null : jar.toAbsolutePath().normalize());
    }

    /** The classpath of a part's process, such as "kafka". */
    String classpath(String part) {
        return readClasspath(
                home.resolve("cli/parts").resolve(part).resolve("target/classpath.txt"));
    }

    /** What guards Flink's REST interface, and a reporter of metrics on loopback. */
    Path flinkPartJar() {
        return newest(home.resolve("cli/parts/flink/target"), "outpost-part-flink-", ".jar");
    }

    /** Made by the programs themselves, and of use to every stack. */
    SharedClasses sharedClasses() {
        Path target = home.resolve("cli/target");
        try {
            return new SharedClasses(UserCache.folderOr(target).resolve("shared-classes"));
        } catch (IOException e) {
            return new SharedClasses(target);
        }
    }

    Path registryJar() {
        return newest(
                home.resolve("cli/parts/registry/target/registry"),
                "apicurio-registry-app-",
                "-runner.jar");
    }

    /** Its libraries are in the folder beside it that its manifest names. */
    Path apiJar() {
        return newest(home.resolve("api/target"), "outpost-api-", ".jar");
    }

    /** The jar with all that the cluster does not bring; its manifest names the main class. */
    Path jobJar(StackJob job) {
        if (job == StackJob.CONDITIONS && conditionsJar != null) {
            return conditionsJar;
        }
        Path jar =
                home.resolve("jobs")
                        .resolve(job.title())
                        .resolve("target")
                        .resolve(job.flinkName() + ".jar");
        if (Files.notExists(jar)) {
            throw notBuilt(jar, null);
        }
        return jar;
    }

    /** The rules for Prometheus, by which it raises alerts. */
    Path alertRules() {
        return home.resolve("observe/rules/outpost.yaml");
    }

    /** With Slack as the receiver. */
    Path alertmanagerSettings() {
        return home.resolve("observe/alertmanager.yaml");
    }

    Path flinkConf() {
        String other = System.getenv(OTHER_SETTINGS);
        return other == null ? home.resolve("flink-conf") : Path.of(other);
    }

    /** A release names its jars from its root on. */
    private String readClasspath(Path file) {
        try {
            return Arrays.stream(Files.readString(file).strip().split(File.pathSeparator, -1))
                    .map(jar -> home.resolve(jar).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw notBuilt(file, e);
        }
    }

    /** After a change of version, the jar of the old one is still there. */
    private static Path newest(Path folder, String prefix, String suffix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> matches(file.getFileName().toString(), prefix, suffix))
                    .max(Comparator.comparing(file -> file.toFile().lastModified()))
                    .orElseThrow(() -> notBuilt(folder.resolve(prefix + "*" + suffix), null));
        } catch (IOException e) {
            throw notBuilt(folder, e);
        }
    }

    private static boolean matches(String name, String prefix, String suffix) {
        return name.startsWith(prefix) && name.endsWith(suffix);
    }

    private static CommandException notBuilt(Path missing, IOException cause) {
        return new CommandException(
                missing + " is missing. Build it with ./mvnw -DskipTests package", cause);
    }
}
