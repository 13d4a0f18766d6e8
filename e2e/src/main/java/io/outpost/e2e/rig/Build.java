package io.outpost.e2e.rig;

import io.outpost.cli.console.CommandException;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What was built in the repository, and copies of it with edits: the edited sources are compiled
 * against it, and the new classes take the place of the old ones.
 *
 * @param home root of the repository
 */
public record Build(Path home) {

    /** The conditions job as it was built. */
    public Path conditionsJar() {
        return built(home.resolve("jobs/conditions/target/outpost-conditions.jar"));
    }

    /** The conditions job with Flink. */
    public String conditionsClasspath() throws IOException {
        return conditionsJar() + File.pathSeparator + flinkClasspath();
    }

    /** What Flink's own command is made of. */
    public String flinkClasspath() throws IOException {
        return classpath(home.resolve("cli/parts/flink/target/classpath.txt"));
    }

    /**
     * What Kafka's own commands are made of: of them this program brings the one jar that the
     * broker does not need.
     */
    public String kafkaToolsClasspath() throws IOException {
        String tools =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .filter(one -> one.contains("kafka-tools-4"))
                        .findFirst()
                        .orElseThrow(() -> new CommandException("Kafka's commands are not built"));
        return tools
                + File.pathSeparator
                + classpath(home.resolve("cli/parts/kafka/target/classpath.txt"));
    }

    /** What the command line is made of, as it was built. */
    public String cliClasspath() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("cli/target"))) {
            Path jar =
                    files.filter(file -> file.getFileName().toString().matches("outpost-cli-.*jar"))
                            .findFirst()
                            .orElseThrow(() -> new CommandException("The command is not built"));
            return jar + File.pathSeparator + classpath(home.resolve("cli/target/classpath.txt"));
        }
    }

    /** What the tests of a module run with, itself first, and at the end what runs them. */
    public String testClasspath(String module) throws IOException {
        Path target = home.resolve(module).resolve("target");
        return String.join(
                File.pathSeparator,
                built(target.resolve("test-classes")).toString(),
                built(target.resolve("classes")).toString(),
                classpath(target.resolve("test-classpath.txt")),
                System.getProperty("java.class.path"));
    }

    /** A copy of the conditions job with all these edits in it. */
    public Path conditionsJarWith(List<Edit> edits, Path folder) throws IOException {
        Path classes = compile(edits, conditionsClasspath(), folder);
        Path jar = folder.resolve("outpost-conditions.jar");
        Files.copy(conditionsJar(), jar, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem zip = FileSystems.newFileSystem(jar);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = zip.getPath("/" + classes.relativize(file));
                if (Files.notExists(target)) {
                    throw new CommandException(target + " is not in the job's jar");
                }
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return jar;
    }

    /**
     * Compiles the edited sources; returns the folder of classes.
     *
     * @throws CommandException when an edit does not apply, or the result does not compile
     */
    public Path compile(List<Edit> edits, String classpath, Path folder) throws IOException {
        List<Path> sources =
                new EditedSources(home)
                        .write(edits, Files.createDirectories(folder.resolve("sources")));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        StringWriter messages = new StringWriter();
        List<String> options =
                List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp", classpath);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean compiled =
                    compiler.getTask(
                                    messages,
                                    files,
                                    null,
                                    options,
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources))
                            .call();
            if (!compiled) {
                throw new CommandException(
                        "%s do not compile:%n%s"
                                .formatted(edits.stream().map(Edit::file).toList(), messages));
            }
        }
        return classes;
    }

    private static String classpath(Path file) throws IOException {
        return Files.readString(built(file)).strip();
    }

    private static Path built(Path file) {
        if (Files.notExists(file)) {
            throw new CommandException(
                    file + " is missing. Build it with ./mvnw -DskipTests package");
        }
        return file;
    }
}
