package io.outpost.e2e.mutants;

import io.outpost.e2e.mutants.Mutant.ByTests;
import io.outpost.e2e.mutants.Mutant.OnStack;
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
 * Makes mutated programs of what was built: compiles the changed sources against it, and puts the
 * new classes in the place of the old ones.
 */
final class MutantBuild {
    private final Path home;

    /**
     * @param home root of the repository, in which everything was built
     */
    MutantBuild(Path home) {
        this.home = home;
    }

    /** The conditions job as it was built. */
    Path conditionsJar() {
        return built(home.resolve("jobs/conditions/target/outpost-conditions.jar"));
    }

    /** What the command line is made of, as it was built. */
    String cliClasspath() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("cli/target"))) {
            Path jar =
                    files.filter(file -> file.getFileName().toString().matches("outpost-cli-.*jar"))
                            .findFirst()
                            .orElseThrow(() -> new MutantException("The command is not built"));
            return jar + File.pathSeparator + classpath(home.resolve("cli/target/classpath.txt"));
        }
    }

    /** A copy of the conditions job with all these mutants in it. */
    Path mutatedJar(List<Mutant> mutants, Path folder) throws IOException {
        Path classes = compile(mutants, folder);
        Path jar = folder.resolve("outpost-conditions.jar");
        Files.copy(conditionsJar(), jar, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem zip = FileSystems.newFileSystem(jar);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = zip.getPath("/" + classes.relativize(file));
                if (Files.notExists(target)) {
                    throw new MutantException(target + " is not in the job's jar");
                }
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return jar;
    }

    /** Compiles the changed sources of mutants of one program; returns the folder of classes. */
    Path compile(List<Mutant> mutants, Path folder) throws IOException {
        List<Path> sources =
                new MutatedSources(home)
                        .write(mutants, Files.createDirectories(folder.resolve("sources")));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        StringWriter messages = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean compiled =
                    compiler.getTask(
                                    messages,
                                    files,
                                    null,
                                    List.of(
                                            "-proc:none",
                                            "-nowarn",
                                            "-d",
                                            classes.toString(),
                                            "-cp",
                                            classpath(mutants.get(0))),
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources))
                            .call();
            if (!compiled) {
                throw new MutantException(
                        "Mutants %s do not compile:%n%s"
                                .formatted(mutants.stream().map(Mutant::name).toList(), messages));
            }
        }
        return classes;
    }

    /** What the tests of a module run with, itself first, and at the end what runs them. */
    String testClasspath(String module) throws IOException {
        Path target = home.resolve(module).resolve("target");
        return String.join(
                File.pathSeparator,
                built(target.resolve("test-classes")).toString(),
                built(target.resolve("classes")).toString(),
                classpath(target.resolve("test-classpath.txt")),
                System.getProperty("java.class.path"));
    }

    private String classpath(Mutant mutant) throws IOException {
        if (mutant.exposure() instanceof ByTests tests) {
            return testClasspath(tests.module());
        }
        OnStack onStack = mutant.onStack();
        return switch (onStack.program()) {
            case CLI -> cliClasspath();
            case CONDITIONS ->
                    conditionsJar()
                            + File.pathSeparator
                            + classpath(home.resolve("cli/parts/flink/target/classpath.txt"));
        };
    }

    static String classpath(Path file) throws IOException {
        return Files.readString(built(file)).strip();
    }

    private static Path built(Path file) {
        if (Files.notExists(file)) {
            throw new MutantException(
                    file + " is missing. Build it with ./mvnw -DskipTests package");
        }
        return file;
    }
}
