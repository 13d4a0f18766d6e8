package io.outpost.deliver.send;

import java.net.URI;

/**
 * How mail is sent.
 *
 * @param server {@code smtp://host:port} (587), with TLS where the server offers it and always
 *     where there is a login; or {@code smtps://host:port} (465), with TLS from the beginning
 * @param username null: without a login
 * @param password null: without one
 * @param from whose mail it is
 */
public record MailSettings(URI server, String username, String password, String from) {
    private static final int USUAL_PORT = 587;
    private static final int USUAL_TLS_PORT = 465;

    public MailSettings {
        boolean isKnown = "smtp".equals(server.getScheme()) || "smtps".equals(server.getScheme());
        if (!isKnown || server.getHost() == null || server.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "--smtp must be smtp://host:port or smtps://host:port, without a login");
        }
        if (from == null || !from.matches("[^\\s@<>]+@[^\\s@<>]+")) {
            throw new IllegalArgumentException("--mail-from must be an address of mail");
        }
        if ((username == null) != (password == null)) {
            throw new IllegalArgumentException(
                    "OUTPOST_DELIVER_SMTP_USERNAME and OUTPOST_DELIVER_SMTP_PASSWORD go together");
        }
    }

    boolean isTls() {
        return "smtps".equals(server.getScheme());
    }

    int port() {
        int usual = isTls() ? USUAL_TLS_PORT : USUAL_PORT;
        return server.getPort() < 0 ? usual : server.getPort();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return from + " by " + server;
    }
}
