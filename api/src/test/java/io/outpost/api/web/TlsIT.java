package io.outpost.api.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.outpost.api.tls.Certificates;
import io.outpost.api.tls.PemFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server with a certificate, asked by clients that take any. */
final class TlsIT {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final String REQUEST = "GET /open HTTP/1.1\r\nHost: localhost\r\n\r\n";

    /** Content type of an alert, and the one that says that the version is not spoken. */
    private static final int ALERT = 21;

    private static final int PROTOCOL_VERSION = 70;

    @TempDir private Path folder;
    private final Certificates first = Certificates.valid();
    private Path certificate;
    private Path key;
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        certificate = first.writeCertificate(folder.resolve("tls.crt"));
        key = first.writeKey(folder.resolve("tls.key"));
        server =
                HttpServer.start(
                        new HttpSettings(
                                "127.0.0.1",
                                0,
                                AllowedHosts.of(List.of()),
                                CursorKey.random(),
                                Optional.of(new PemFiles(certificate, key)),
                                TrustedProxies.NONE,
                                BoundedConnector.MAX_CONNECTIONS),
                        List.of(new Open()),
                        Admission.EVERYBODY,
                        meters,
                        RequestTraces.none());
    }

    @AfterEach
    void end() {
        server.close();
    }

    private record Open() implements Route {

        @Override
        public String path() {
            return "/open";
        }

        @Override
        public Access access() {
            return Access.OPEN;
        }

        @Override
        public Reply answer(Request request) {
            return Reply.json("open");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void speaksBothVersionsAndTellsBrowsersToStay(String version) throws Exception {
        assertTrue(server.url().startsWith("https://127.0.0.1:"), server.url());
        try (SSLSocket socket = connect()) {
            socket.setEnabledProtocols(new String[] {version});
            String answer = ask(socket, REQUEST);
            assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
            assertTrue(answer.contains("Strict-Transport-Security: max-age=31536000;"), answer);
            assertEquals(version, socket.getSession().getProtocol());
            assertTrue(socket.getSession().getCipherSuite().matches(".*(GCM|POLY1305).*"));
        }
    }

    @Test
    void errorsOfTheServerItselfTellBrowsersToStayAsWell() throws Exception {
        try (SSLSocket socket = connect()) {
            String answer = ask(socket, "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
            assertTrue(answer.contains("Strict-Transport-Security: max-age=31536000;"), answer);
        }
    }

    /** SSL 3, TLS 1.0 and 1.1, as a client begins that knows nothing newer. */
    @ParameterizedTest
    @CsvSource({"0", "1", "2"})
    void olderVersionsAreRejected(int minor) throws IOException {
        byte[] ciphers = {0x00, 0x04, (byte) 0xc0, 0x13, 0x00, 0x2f};
        byte[] body = new byte[2 + 32 + 1 + ciphers.length + 2];
        body[0] = 3;
        body[1] = (byte) minor;
        System.arraycopy(ciphers, 0, body, 35, ciphers.length);
        body[35 + ciphers.length] = 1;
        byte[] hello = new byte[9 + body.length];
        hello[0] = 22;
        hello[1] = 3;
        hello[2] = (byte) minor;
        hello[4] = (byte) (4 + body.length);
        hello[5] = 1;
        hello[8] = (byte) body.length;
        System.arraycopy(body, 0, hello, 9, body.length);
        try (Socket socket = plain()) {
            socket.getOutputStream().write(hello);
            byte[] answer = socket.getInputStream().readNBytes(7);
            assertEquals(7, answer.length);
            assertEquals(ALERT, answer[0]);
            assertEquals(PROTOCOL_VERSION, answer[6]);
        }
    }

    @Test
    void plainHttpIsNotAnswered() throws Exception {
        try (Socket socket = plain()) {
            socket.getOutputStream().write(ascii(REQUEST));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertTrue(!answer.contains("HTTP/1.1 200"), answer);
        }
        assertServes(first);
    }

    @Test
    void saysForHowLongTheCertificateThatItUsesIsStillGood() throws Exception {
        long untilTomorrow = Duration.ofDays(1).toSeconds();
        double left = gauge("outpost.api.tls.expires.in");
        assertTrue(left > 0 && left <= untilTomorrow, String.valueOf(left));
        Certificates longer =
                Certificates.of(
                        "EC",
                        Instant.now().minusSeconds(60),
                        Instant.now().plus(Duration.ofDays(90)));
        longer.writeCertificate(certificate);
        longer.writeKey(key);
        server.renewCertificate();
        assertTrue(gauge("outpost.api.tls.expires.in") > 80 * untilTomorrow);
        assertEquals(0, gauge("outpost.api.tls.renewal.failing"));
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    @Test
    void renewedFilesAreTakenOnceBothBelongTogether() throws Exception {
        Certificates second = Certificates.valid();
        try (SSLSocket open = connect()) {
            ask(open, REQUEST);
            server.renewCertificate();
            assertServes(first);
            second.writeCertificate(certificate);
            server.renewCertificate();
            assertServes(first);
            second.writeKey(key);
            server.renewCertificate();
            assertServes(second);
            assertTrue(ask(open, REQUEST).startsWith("HTTP/1.1 200 "), "connections go on");
        }
    }

    @Test
    void whatIsWrongDoesNotReplaceWhatIsRight() throws Exception {
        Files.writeString(certificate, "nonsense");
        server.renewCertificate();
        Files.delete(key);
        server.renewCertificate();
        assertServes(first);
        assertEquals(1, gauge("outpost.api.tls.renewal.failing"));
        first.writeCertificate(certificate);
        first.writeKey(key);
        server.renewCertificate();
        assertEquals(0, gauge("outpost.api.tls.renewal.failing"));
    }

    @Test
    void theServerDoesNotStartWithoutItsFiles() {
        HttpSettings settings =
                new HttpSettings(
                        "127.0.0.1",
                        0,
                        AllowedHosts.of(List.of()),
                        CursorKey.random(),
                        Optional.of(new PemFiles(folder.resolve("absent"), key)),
                        TrustedProxies.NONE,
                        BoundedConnector.MAX_CONNECTIONS);
        IllegalArgumentException failure =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                HttpServer.start(
                                        settings,
                                        List.of(new Open()),
                                        Admission.EVERYBODY,
                                        new SimpleMeterRegistry(),
                                        RequestTraces.none()));
        assertTrue(failure.getMessage().contains("absent is not there"), failure.getMessage());
    }

    @Test
    void aHeaderThatComesByteByByteEndsTheConnection() throws Exception {
        try (SSLSocket socket = connect()) {
            socket.getOutputStream().write(ascii("GET /open HTTP/1.1\r\nX: "));
            assertEnds(socket, new byte[] {'x'});
        }
    }

    /** What is sent is the head of a record whose end never comes, below TLS. */
    @Test
    void aRecordThatComesByteByByteEndsTheConnection() throws Exception {
        try (Socket carrier = plain();
                SSLSocket socket =
                        (SSLSocket)
                                context()
                                        .getSocketFactory()
                                        .createSocket(carrier, "localhost", 1, true)) {
            ask(socket, REQUEST);
            carrier.getOutputStream().write(new byte[] {23, 3, 3, 0x40, 0});
            assertEnds(carrier, new byte[] {0});
        }
    }

    @Test
    void aHandshakeThatComesByteByByteEndsTheConnection() throws Exception {
        try (Socket socket = plain()) {
            socket.getOutputStream().write(new byte[] {22, 3, 1, 1, 0, 1, 0, 0, (byte) 0xfc, 3, 3});
            assertEnds(socket, new byte[] {0});
        }
    }

    /** For longer than the deadline of a header. */
    @Test
    void aConnectionThatIsUsedStays() throws Exception {
        try (SSLSocket socket = connect()) {
            long end = System.nanoTime() + Duration.ofSeconds(8).toNanos();
            do {
                assertTrue(ask(socket, REQUEST).startsWith("HTTP/1.1 200 "));
            } while (System.nanoTime() < end);
        }
    }

    /** Sends the bytes again and again, and waits each time for a second at most. */
    private static void assertEnds(Socket socket, byte[] drop) throws IOException {
        socket.setSoTimeout(1_000);
        int sent = 0;
        boolean ended = false;
        while (!ended && sent < PATIENCE_MILLIS / 1_000) {
            sent++;
            ended = ended(socket, drop);
        }
        assertTrue(ended, "kept after " + sent + " drops");
    }

    private static boolean ended(Socket socket, byte[] drop) {
        try {
            socket.getOutputStream().write(drop);
            InputStream in = socket.getInputStream();
            int read = in.read();
            while (read >= 0) {
                read = in.read();
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private void assertServes(Certificates expected) throws Exception {
        try (SSLSocket socket = connect()) {
            assertTrue(ask(socket, REQUEST).startsWith("HTTP/1.1 200 "));
            Certificate[] shown = socket.getSession().getPeerCertificates();
            assertEquals(expected.certificate(), shown[0]);
            assertNotEquals("NONE", socket.getSession().getProtocol());
        }
    }

    /** One answer, whose end its length says. */
    private static String ask(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(ascii(request));
        StringBuilder answer = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (answer.indexOf("\r\n\r\n") < 0) {
            int read = in.read();
            assertTrue(read >= 0, answer.toString());
            answer.append((char) read);
        }
        int length =
                answer.toString()
                        .lines()
                        .filter(line -> line.startsWith("Content-Length: "))
                        .mapToInt(line -> Integer.parseInt(line.substring(16)))
                        .findFirst()
                        .orElseThrow();
        return answer + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private Socket plain() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private SSLSocket connect() throws Exception {
        SSLSocket socket =
                (SSLSocket)
                        context()
                                .getSocketFactory()
                                .createSocket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** A new one each time, so that no session goes on with the certificate of before. */
    private static SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsAnybody()}, new SecureRandom());
        return context;
    }

    private static final class TrustsAnybody extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
