package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the passwords of the containers of docker-compose.yaml. */
@Command(
        name = "secrets",
        sortOptions = false,
        description = {
            "Makes random passwords for docker compose: a file each in a folder that only its owner"
                    + " can open, and the folder's name in the file .env beside docker-compose.yaml.",
            "Never changes what is there: Postgres keeps the passwords that it was started with."
        })
public final class SecretsCommand implements Callable<Integer> {
    /** Without it, compose says to run this command. */
    static final String VARIABLE = "OUTPOST_SECRETS";

    /** Alertmanager's, no password: the user puts the address of a Slack webhook there. */
    static final String SLACK_URL = "slack-url";

    /** Nobody listens there. */
    private static final String NO_SLACK = "http://localhost:9/put-the-url-of-a-slack-webhook-here";

    /** The files, as docker-compose.yaml names them. */
    static final List<String> NAMES =
            List.of(
                    "postgres-admin",
                    "postgres-api",
                    "postgres-conditions",
                    "postgres-archive",
                    "postgres-deliver",
                    "postgres-reader",
                    "api-cursor-key",
                    "grafana-admin");

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = "${sys:outpost.home:-.}",
            description = "The folder of docker-compose.yaml (default: the repository).")
    private Path home;

    @Override
    public Integer call() throws IOException {
        Path folder = home.resolve("secrets");
        if (Files.exists(folder)) {
            throw new CommandException(
                    folder
                            + " is there already; nothing was changed. Delete it together with the volumes: docker compose down --volumes.");
        }
        Files.createDirectories(folder);
        Folders.makePrivate(folder);
        for (String name : NAMES) {
            // Readable by the users in the containers; the folder keeps out all others here.
            Files.writeString(folder.resolve(name), DataFolder.randomPassword() + "\n");
        }
        Files.writeString(folder.resolve(SLACK_URL), NO_SLACK + "\n");
        nameIn(home.resolve(".env"));
        System.out.println(
                NAMES.size() + 1 + " secrets are in " + folder.toAbsolutePath().normalize());
        return 0;
    }

    private static void nameIn(Path file) throws IOException {
        String before = Files.exists(file) ? Files.readString(file) : "";
        if (before.lines().noneMatch(line -> line.startsWith(VARIABLE + "="))) {
            String separator = before.isEmpty() || before.endsWith("\n") ? "" : "\n";
            Files.writeString(file, before + separator + VARIABLE + "=./secrets\n");
        }
    }
}
