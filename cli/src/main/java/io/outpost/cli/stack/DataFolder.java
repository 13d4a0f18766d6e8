package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder that holds all that a local stack keeps: data, logs and what is running. */
record DataFolder(Path root) {
    private static final Pattern STACK_ID =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    DataFolder {
        root = root.toAbsolutePath().normalize();
    }

    Path logs() {
        return root.resolve("logs");
    }

    /** What is running now; of no use when nothing is. */
    Path run() {
        return root.resolve("run");
    }

    /** Rendered configuration, written anew by every start. */
    Path conf() {
        return root.resolve("conf");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path flink() {
        return root.resolve("flink");
    }

    Path zooKeeper() {
        return root.resolve("zookeeper");
    }

    /** What the JobManager keeps beside ZooKeeper: that holds only pointers to it. */
    Path highAvailability() {
        return flink().resolve("ha");
    }

    /** There while {@link Rebuild} is ordered and not done. */
    Path rebuildOrder() {
        return root.resolve("rebuild-ordered");
    }

    /** The versions of the conditions job that upgrades have run, and what they were about. */
    Path releases() {
        return root.resolve("releases");
    }

    /** What a program of {@code up --observe} has stored. */
    Path monitoring(String program) {
        return root.resolve("monitoring").resolve(program);
    }

    /** What the senders wrote down of what they sent to this stack's log. */
    Path ledger() {
        return root.resolve("ledger");
    }

    /** What simulators wrote down of the truth behind what they sent. */
    Path simulate() {
        return root.resolve("simulate");
    }

    Path log(String part) {
        return logs().resolve(part + ".log");
    }

    /**
     * Refuses a folder that holds other things than a stack. To be called before anything is
     * written to it: what is written would make the folder look like a stack's.
     */
    void requireOwnOrEmpty() throws IOException {
        if (Files.notExists(root) || isOwn() || isEmpty()) {
            return;
        }
        throw new CommandException(
                root
                        + " holds files that outpost did not make; nothing was touched. Choose another folder with --data.");
    }

    void create() throws IOException {
        requireOwnOrEmpty();
        Files.createDirectories(root);
        if (!isOwn()) {
            Folders.writeAtomically(stackIdFile(), UUID.randomUUID().toString());
        }
        Folders.makePrivate(root);
        if (Files.notExists(postgres())) {
            for (Path file : passwordFiles()) {
                Folders.writePrivately(file, randomPassword());
            }
        } else {
            // Of a folder that is older than these logins, which up makes then.
            for (PostgresLogin login : List.of(PostgresLogin.BI, PostgresLogin.DELIVER)) {
                if (Files.notExists(passwordFile(login))) {
                    Folders.writePrivately(passwordFile(login), randomPassword());
                }
            }
        }
        for (Path folder : List.of(logs(), run(), conf(), kafka(), postgres(), flink())) {
            Files.createDirectories(folder);
        }
    }

    /**
     * A random name that every process of this stack carries on its command line, so that a process
     * can be recognised as ours even when whoever started it was killed before writing it down.
     * Empty when there is no stack here; asking never makes one.
     */
    Optional<String> stackId() throws IOException {
        return isOwn() ? Optional.of(Files.readString(stackIdFile()).strip()) : Optional.empty();
    }

    /**
     * Deletes what a stack makes, entry by entry, and nothing else that lies in the folder; only to
     * be called when nothing runs.
     */
    void wipe() throws IOException {
        requireOwnOrEmpty();
        for (Path folder :
                List.of(
                        logs(),
                        run(),
                        conf(),
                        kafka(),
                        postgres(),
                        flink(),
                        zooKeeper(),
                        ledger(),
                        simulate(),
                        releases())) {
            Folders.deleteIfExists(folder);
        }
        JobRelease.forget(this);
        for (Path file : passwordFiles()) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(rebuildOrder());
        Endpoints.forget(root);
    }

    /** Wipes it, and deletes it where nothing of others lies in it. */
    void delete() throws IOException {
        if (Files.notExists(root)) {
            return;
        }
        wipe();
        Files.deleteIfExists(stackIdFile());
        if (isEmpty()) {
            Files.delete(root);
        }
    }

    /**
     * Writes a file of the configuration that this program carries beside its classes.
     *
     * @param values what stands for ${name} in it
     */
    Path render(String name, Map<String, Object> values) throws IOException {
        return render(name, values, conf());
    }

    /** The same into a folder whose name marks who reads it as a process of the stack. */
    Path renderMarked(String name, Map<String, Object> values) throws IOException {
        return render(name, values, marked());
    }

    /** Settings of programs that only the path of their settings can mark as this stack's. */
    Path marked() throws IOException {
        return Files.createDirectories(
                conf().resolve(OwnProcesses.folderMark(stackId().orElseThrow())));
    }

    private static Path render(String name, Map<String, Object> values, Path folder)
            throws IOException {
        try (InputStream in = DataFolder.class.getResourceAsStream(name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, Object> value : values.entrySet()) {
                text = text.replace("${" + value.getKey() + "}", value.getValue().toString());
            }
            return Files.writeString(folder.resolve(name), text);
        }
    }

    private boolean isOwn() throws IOException {
        return Files.isRegularFile(stackIdFile())
                && STACK_ID.matcher(Files.readString(stackIdFile()).strip()).matches();
    }

    private boolean isEmpty() throws IOException {
        try (Stream<Path> paths = Files.list(root)) {
            return paths.findAny().isEmpty();
        }
    }

    /** Of the superuser; made at random with the folder, which only its owner can read. */
    String postgresPassword() {
        return password(superuserFile());
    }

    /** The same of a login. */
    String postgresPassword(PostgresLogin login) {
        return password(passwordFile(login));
    }

    /** The same of all logins. */
    Map<PostgresLogin, String> postgresPasswords() {
        Map<PostgresLogin, String> passwords = new EnumMap<>(PostgresLogin.class);
        for (PostgresLogin login : PostgresLogin.values()) {
            passwords.put(login, postgresPassword(login));
        }
        return passwords;
    }

    /** Where it stands, for programs that read it from there. */
    Path passwordFile(PostgresLogin login) {
        return root.resolve("postgres-password-" + login.user());
    }

    private String password(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            throw new CommandException(
                    "%s was made by an older version of Outpost: it lacks %s. Go back to that version, or give the data up with ./outpost up --fresh."
                            .formatted(root, file.getFileName()),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String randomPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private Path superuserFile() {
        return root.resolve("postgres-password");
    }

    private List<Path> passwordFiles() {
        List<Path> files = new ArrayList<>(List.of(superuserFile()));
        for (PostgresLogin login : PostgresLogin.values()) {
            files.add(passwordFile(login));
        }
        return files;
    }

    private Path stackIdFile() {
        return root.resolve("stack-id");
    }
}
