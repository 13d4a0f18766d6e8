package io.outpost.api;

import io.outpost.api.tls.KeyFiles;
import io.outpost.api.tls.KeyFilesException;
import io.outpost.api.tls.PemFiles;
import io.outpost.api.tls.Pkcs12File;
import io.outpost.api.web.AllowedHosts;
import io.outpost.api.web.CursorKey;
import io.outpost.api.web.HttpSettings;
import io.outpost.api.web.TrustedProxies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The arguments that say where and how the API listens. */
final class HttpOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--port",
            defaultValue = "18080",
            description = "Port to listen on (OUTPOST_API_PORT, default 18080).")
    private int port;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (OUTPOST_API_HOST, default 127.0.0.1).")
    private String host;

    @Option(
            names = "--management-port",
            defaultValue = "18092",
            description =
                    "Port of /health/live, /health/ready and /metrics, to be kept from the public"
                            + " (OUTPOST_API_MANAGEMENT_PORT, default 18092).")
    private int managementPort;

    @Option(
            names = "--management-host",
            defaultValue = "",
            description =
                    "Address to listen on there (OUTPOST_API_MANAGEMENT_HOST, default as --host).")
    private String managementHost;

    @Option(
            names = "--allowed-hosts",
            split = ",",
            defaultValue = "",
            description =
                    "Names by which clients may ask, separated by commas, besides IP addresses,"
                            + " localhost and --host; * for any"
                            + " (OUTPOST_API_ALLOWED_HOSTS). Other names are answered 421, so that"
                            + " no web page reaches the API by a name of its own.")
    private List<String> allowedHosts;

    @Option(
            names = "--cursor-key",
            defaultValue = "",
            description =
                    "Signs cursors: at least 32 characters, the same for all processes behind one"
                            + " address (OUTPOST_API_CURSOR_KEY, better than an argument). Without"
                            + " it each process makes its own, and its cursors end with it.")
    private String cursorKey;

    @Option(
            names = "--trusted-proxies",
            split = ",",
            defaultValue = "",
            description =
                    "Addresses or ranges such as 10.0.0.0/8, separated by commas, of proxies whose"
                            + " X-Forwarded-For says who asks (OUTPOST_API_TRUSTED_PROXIES, default"
                            + " none).")
    private List<String> trustedProxies;

    @Option(
            names = "--connections-per-address",
            defaultValue = "256",
            description =
                    "Most connections at a time of one address that is no trusted proxy, of 1280 in"
                            + " all (OUTPOST_API_CONNECTIONS_PER_ADDRESS, default 256).")
    private int connectionsPerAddress;

    @Option(
            names = "--tls-certificate",
            defaultValue = "",
            description =
                    "PEM file of the server's certificate and those between it and its authority;"
                            + " with --tls-key, --port speaks TLS 1.2 and 1.3 alone. Both are read"
                            + " again every minute (OUTPOST_API_TLS_CERTIFICATE_PATH).")
    private String tlsCertificate;

    @Option(
            names = "--tls-key",
            defaultValue = "",
            description =
                    "PEM file of its private key, without a passphrase (OUTPOST_API_TLS_KEY_PATH).")
    private String tlsKey;

    @Option(
            names = "--tls-keystore",
            defaultValue = "",
            description =
                    "PKCS #12 file with both, in place of --tls-certificate and --tls-key"
                            + " (OUTPOST_API_TLS_KEYSTORE_PATH).")
    private String tlsKeystore;

    @Option(
            names = "--tls-keystore-password",
            defaultValue = "",
            description =
                    "Its password (OUTPOST_API_TLS_KEYSTORE_PASSWORD, better than an argument).")
    private String tlsKeystorePassword;

    /** Of the routes for everybody; what is wrong is a {@link ParameterException}. */
    HttpSettings open() {
        requirePort("--port", port);
        reject(
                connectionsPerAddress < 1,
                "--connections-per-address must be at least 1, but is " + connectionsPerAddress);
        return new HttpSettings(
                host,
                port,
                allowedHosts(host),
                cursorKey(),
                tls(),
                proxies(),
                connectionsPerAddress);
    }

    /** Of the routes for operators. */
    HttpSettings management() {
        requirePort("--management-port", managementPort);
        reject(
                managementPort == port,
                "--management-port must differ from --port, but both are " + port);
        String address = managementHost.isEmpty() ? host : managementHost;
        return new HttpSettings(address, managementPort, allowedHosts(address), cursorKey());
    }

    private TrustedProxies proxies() {
        try {
            return TrustedProxies.of(
                    trustedProxies.stream()
                            .map(String::strip)
                            .filter(range -> !range.isEmpty())
                            .toList());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--trusted-proxies " + e.getMessage());
        }
    }

    private Optional<KeyFiles> tls() {
        reject(
                tlsCertificate.isEmpty() != tlsKey.isEmpty(),
                "--tls-certificate and --tls-key are given together, or neither");
        reject(
                !tlsKeystore.isEmpty() && !tlsKey.isEmpty(),
                "--tls-keystore is given in place of --tls-certificate and --tls-key");
        if (tlsKey.isEmpty() && tlsKeystore.isEmpty()) {
            return Optional.empty();
        }
        KeyFiles files =
                tlsKeystore.isEmpty()
                        ? new PemFiles(Path.of(tlsCertificate), Path.of(tlsKey))
                        : new Pkcs12File(Path.of(tlsKeystore), tlsKeystorePassword);
        try {
            files.read();
            return Optional.of(files);
        } catch (KeyFilesException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private AllowedHosts allowedHosts(String address) {
        List<String> names = new ArrayList<>(List.of(address));
        for (String name : allowedHosts) {
            reject(
                    !name.strip().matches("[A-Za-z0-9._-]*|\\*"),
                    "--allowed-hosts must be names without scheme and port, but has " + name);
            if (!name.isBlank()) {
                names.add(name.strip());
            }
        }
        return AllowedHosts.of(names);
    }

    private CursorKey cursorKey() {
        if (cursorKey.isEmpty()) {
            return CursorKey.random();
        }
        reject(
                cursorKey.length() < CursorKey.MIN_CHARACTERS,
                "OUTPOST_API_CURSOR_KEY (--cursor-key) must have at least %d characters, but has %d"
                        .formatted(CursorKey.MIN_CHARACTERS, cursorKey.length()));
        return CursorKey.of(cursorKey);
    }

    private void requirePort(String name, int value) {
        reject(value < 1 || value > 65_535, name + " must be from 1 to 65535, but is " + value);
    }

    private void reject(boolean wrong, String message) {
        if (wrong) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
