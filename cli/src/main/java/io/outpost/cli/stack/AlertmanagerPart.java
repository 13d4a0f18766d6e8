package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Alertmanager of {@code up --observe}: groups what fires, and sends it to Slack where it may. */
final class AlertmanagerPart implements Part {
    /** Environment variable that names a file with the URL of a Slack incoming webhook. */
    static final String SLACK_URL_FILE = "OUTPOST_SLACK_URL_FILE";

    private static final String NAME = "alertmanager";

    /** Where it lies in a container. */
    private static final String SHIPPED_URL_FILE = "/run/secrets/slack-url";

    private final Stack stack;
    private Path program;
    private Path settings;

    AlertmanagerPart(Stack stack) {
        this.stack = stack;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String address() {
        return "http://" + Ports.address(stack.ports().alertmanager());
    }

    /**
     * @throws CommandException when the file with the webhook's URL is not there
     */
    @Override
    public void prepare() throws IOException {
        program = ObservePrograms.onPath().alertmanager();
        String slack = System.getenv(SLACK_URL_FILE);
        settings =
                slack == null
                        ? stack.data().renderMarked("alertmanager.yml", Map.of())
                        : withSlack(Path.of(slack).toAbsolutePath());
    }

    private Path withSlack(Path urlFile) throws IOException {
        if (!Files.isReadable(urlFile)) {
            throw new CommandException(
                    "%s names %s, which cannot be read; it must hold the URL of a Slack incoming webhook."
                            .formatted(SLACK_URL_FILE, urlFile));
        }
        String shipped = Files.readString(stack.distribution().alertmanagerSettings());
        return Files.writeString(
                stack.data().marked().resolve("alertmanager.yml"),
                shipped.replace(SHIPPED_URL_FILE, urlFile.toString()));
    }

    @Override
    public Launch launch() {
        return new Launch(
                List.of(
                        program.toString(),
                        // First, since only the beginning of a long command line can be read.
                        "--config.file=" + settings,
                        "--storage.path=" + stack.data().monitoring(NAME),
                        "--web.listen-address=" + Ports.address(stack.ports().alertmanager()),
                        // It is alone.
                        "--cluster.listen-address=",
                        "--log.level=warn"),
                Map.of());
    }

    @Override
    public boolean ready() {
        return Probe.answersHttp(address() + "/-/ready");
    }
}
