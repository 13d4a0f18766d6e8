package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Postgres server. */
final class PostgresPart implements Part {
    private static final Duration OLD_BACKENDS_LIMIT = Duration.ofSeconds(10);

    private final Stack stack;
    private Path server;
    private List<String> prefix = List.of();

    PostgresPart(Stack stack) {
        this.stack = stack;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public String address() {
        return Ports.address(stack.ports().postgres());
    }

    /** The fast shutdown: it does not wait for clients, and leaves a clean data folder. */
    @Override
    public String stopSignal() {
        return "INT";
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        prefix = userPrefix();
        server =
                PostgresBinaries.unpack(
                        stack.distribution().classpath("postgres"), stack.data().postgres());
        Path initialised = stack.data().postgres().resolve("initialised");
        if (Files.notExists(initialised)) {
            Folders.deleteIfExists(dataFolder());
            initialise();
            Files.createFile(initialised);
        }
    }

    @Override
    public Launch launch() {
        removeStaleLock();
        List<String> command = program("postgres");
        // First, since only the beginning of a long command line can be read from outside.
        setting(command, OwnProcesses.postgresMark(stack.id()));
        command.addAll(List.of("-D", dataFolder().toString()));
        setting(command, "port=" + stack.ports().postgres());
        setting(command, "listen_addresses=" + Ports.HOST);
        setting(command, "unix_socket_directories=");
        setting(command, "shared_buffers=128MB");
        setting(command, "max_connections=60");
        setting(command, "timezone=UTC");
        setting(command, "log_timezone=UTC");
        return new Launch(command, Map.of());
    }

    @Override
    public boolean ready() {
        return Databases.answer(stack.postgresAdmin());
    }

    private void initialise() throws IOException, InterruptedException {
        Path password = stack.data().conf().resolve("postgres-password");
        Folders.writePrivately(password, stack.data().postgresPassword());
        List<String> command = program("initdb");
        command.addAll(List.of("-D", dataFolder().toString(), "-U", Stack.POSTGRES_SUPERUSER));
        command.addAll(List.of("-E", "UTF8", "--locale=C", "-A", "scram-sha-256"));
        command.add("--pwfile=" + password);
        int exitCode = new Launch(command, Map.of()).run(stack.data().log(name()));
        Files.delete(password);
        if (exitCode != 0) {
            throw new CommandException(
                    "Postgres's folder could not be made; see " + stack.data().log(name()));
        }
    }

    /**
     * After a kill, the lock file names a process id that another program may have by now, and
     * Postgres would refuse to start. It is safe to remove it once no process of this server is
     * left.
     */
    private void removeStaleLock() {
        try {
            if (Await.holds(OLD_BACKENDS_LIMIT, () -> noneRuns())) {
                Files.deleteIfExists(dataFolder().resolve("postmaster.pid"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean noneRuns() {
        return OwnProcesses.of(stack.id()).stream()
                .map(OwnProcesses::commandLine)
                .noneMatch(line -> OwnProcesses.isPostgres(line, stack.id()));
    }

    /** Postgres refuses to run as root; in another user namespace it is nobody. */
    private static List<String> userPrefix() throws IOException, InterruptedException {
        if (!Shell.output(List.of("id", "-u")).strip().equals("0")) {
            return List.of();
        }
        if (Shell.succeeds(List.of("unshare", "-U", "true"))) {
            return List.of("unshare", "-U");
        }
        throw new CommandException(
                "Postgres refuses to run as root, and this machine does not allow user namespaces (unshare -U). Run outpost as an ordinary user.");
    }

    private List<String> program(String name) {
        List<String> command = new ArrayList<>(prefix);
        command.add(server.resolve("bin").resolve(name).toString());
        return command;
    }

    private static void setting(List<String> command, String setting) {
        command.add("-c");
        command.add(setting);
    }

    private Path dataFolder() {
        return stack.data().postgres().resolve("data");
    }
}
