package io.outpost.mqtt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A key of a broker with a certificate that is its own authority.
 *
 * @param keyStore PKCS #12, with {@link #PASSWORD}
 * @param certificate the same certificate, in PEM
 */
record BrokerKey(Path keyStore, Path certificate) {
    static final String PASSWORD = "in-a-test";

    /**
     * Makes one by the JDK's own tool.
     *
     * @param host whose name is in it
     */
    static BrokerKey of(Path folder, String host) throws IOException, InterruptedException {
        BrokerKey key = new BrokerKey(folder.resolve(host + ".p12"), folder.resolve(host + ".pem"));
        keytool(
                "-genkeypair -alias broker -keyalg EC -validity 2 -storetype PKCS12 -dname CN=%s -ext san=dns:%s -keystore %s -storepass %s"
                        .formatted(host, host, key.keyStore, PASSWORD));
        keytool(
                "-exportcert -rfc -alias broker -keystore %s -storepass %s -file %s"
                        .formatted(key.keyStore, PASSWORD, key.certificate));
        return key;
    }

    private static void keytool(String options) throws IOException, InterruptedException {
        Path program = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process =
                new ProcessBuilder((program + " " + options).split(" "))
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
    }
}
