package io.outpost.cli.stack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks the Postgres server: a compressed tar inside the one jar of its part. */
final class PostgresBinaries {
    private static final int OWNER_MAY_EXECUTE = 0100;

    static final String DRAFT = "unpacking-";
    private static final Duration LONGEST_UNPACKING = Duration.ofHours(1);

    private PostgresBinaries() {}

    /**
     * The folder with bin, lib and share, made unless an earlier call has finished doing so: below
     * the user's cache, for all stacks, or where that cannot be written, below {@code otherwise}.
     *
     * @param classpath of the part: its one jar
     */
    static Path unpack(String classpath, Path otherwise) throws IOException {
        return unpackInto(UserCache.folderOr(otherwise), classpath);
    }

    /** Safe for many at once: the first to finish wins. */
    static Path unpackInto(Path parent, String classpath) throws IOException {
        Path jar = Path.of(classpath);
        Path server = parent.resolve(jar.getFileName().toString().replace(".jar", ""));
        if (Files.notExists(server)) {
            deleteOldDrafts(parent);
            Path draft = Files.createTempDirectory(parent, DRAFT);
            try {
                unpackJar(jar, draft);
                Files.move(draft, server, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileSystemException e) {
                if (Files.notExists(server)) {
                    throw e;
                }
            } finally {
                Folders.deleteIfExists(draft);
            }
        }
        return server;
    }

    /** Of those who were killed over it. */
    private static void deleteOldDrafts(Path parent) throws IOException {
        Instant limit = Instant.now().minus(LONGEST_UNPACKING);
        try (DirectoryStream<Path> drafts = Files.newDirectoryStream(parent, DRAFT + "*")) {
            for (Path draft : drafts) {
                if (Files.getLastModifiedTime(draft).toInstant().isBefore(limit)) {
                    Folders.deleteIfExists(draft);
                }
            }
        }
    }

    private static void unpackJar(Path jar, Path target) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry archive =
                    zip.stream()
                            .filter(entry -> entry.getName().endsWith(".txz"))
                            .findFirst()
                            .orElseThrow(() -> new IOException("No .txz in " + jar));
            try (InputStream in = new BufferedInputStream(zip.getInputStream(archive));
                    TarArchiveInputStream tar =
                            new TarArchiveInputStream(new XZCompressorInputStream(in))) {
                unpackTar(tar, target);
            }
        }
    }

    private static void unpackTar(TarArchiveInputStream tar, Path target) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry();
                entry != null;
                entry = tar.getNextEntry()) {
            Path path = target.resolve(entry.getName()).normalize();
            if (!path.startsWith(target)) {
                throw new IOException("An entry leads out of the archive: " + entry.getName());
            }
            write(tar, entry, path);
        }
    }

    private static void write(InputStream content, TarArchiveEntry entry, Path path)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, path);
        boolean executable = (entry.getMode() & OWNER_MAY_EXECUTE) != 0;
        Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
