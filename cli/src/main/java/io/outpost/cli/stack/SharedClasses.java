package io.outpost.cli.stack;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Archives of the classes that a program loads (the JDK's class data sharing): with one, it starts
 * in about half of the processor time. A program writes its own when it first ends in order; one
 * that does not fit, or was not written to its end, is never used.
 */
record SharedClasses(Path folder) {
    private static final String SUFFIX = ".jsa";

    /** More than the largest archive. */
    private static final long ROOM_BYTES = 512L * 1024 * 1024;

    /** Begins an archive that is whole: it is written last. */
    private static final int MAGIC = 0xf00baba8;

    /**
     * Options of the JVM that use the archive of a program, or make it.
     *
     * @param others its other options: with an agent among them, no archive can be made
     */
    List<String> options(String program, String classpath, List<String> others) {
        if (others.stream().anyMatch(SharedClasses::isAgent)) {
            return List.of();
        }
        Path archive = folder.resolve(program + "-" + version(classpath) + SUFFIX);
        if (isWhole(archive)) {
            return List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off");
        }
        try {
            Files.createDirectories(folder);
            // A JVM that cannot write its archive ends with an error, whatever it has done.
            if (!Files.isWritable(folder)
                    || Files.getFileStore(folder).getUsableSpace() < ROOM_BYTES) {
                return List.of();
            }
            deleteOthers(program);
        } catch (IOException e) {
            // Without an archive it starts as well.
            return List.of();
        }
        return List.of(
                "-XX:ArchiveClassesAtExit=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }

    /**
     * The JVM takes an archive only with the very jars, and the very JVM, that it was made with.
     */
    private static String version(String classpath) {
        StringBuilder facts = new StringBuilder(System.getProperty("java.vm.version"));
        for (String entry : classpath.split(File.pathSeparator, -1)) {
            facts.append('\n').append(entry);
            try {
                BasicFileAttributes file =
                        Files.readAttributes(Path.of(entry), BasicFileAttributes.class);
                facts.append(' ').append(file.size()).append(' ').append(file.lastModifiedTime());
            } catch (IOException e) {
                facts.append(" missing");
            }
        }
        return UUID.nameUUIDFromBytes(facts.toString().getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static boolean isAgent(String option) {
        return option.startsWith("-javaagent")
                || option.startsWith("-agent")
                || option.startsWith("-Xrun");
    }

    private static boolean isWhole(Path archive) {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(archive))) {
            return Integer.reverseBytes(in.readInt()) == MAGIC;
        } catch (IOException e) {
            return false;
        }
    }

    /** Those of earlier builds. */
    private void deleteOthers(String program) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                // What follows the program's name is a UUID.
                boolean isOfProgram =
                        name.startsWith(program + "-")
                                && name.length() == program.length() + 37 + SUFFIX.length();
                if (isOfProgram) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
