package io.outpost.cli.sensors;

import io.outpost.cli.sensors.SensorKey.Algorithm;
import io.outpost.signatures.VerifyingKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which key is made. */
final class KeyOptions {
    private static final int KEY_BYTES = 32;

    /** Of a public key as openssl writes it (SubjectPublicKeyInfo), what comes before its bytes. */
    private static final byte[] SPKI = {
        0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00
    };

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--key",
            paramLabel = "ed25519|secret",
            description =
                    "secret: a random text that is sent along, for stations that can do no more; ed25519: requests are signed (default: secret, or as the key before)")
    private String kind;

    @Option(
            names = "--public-key",
            paramLabel = "BASE64",
            description =
                    "of ed25519, when the sensor has made its key itself: the 32 bytes, or what openssl pkey -pubout writes between its lines")
    private String publicKey;

    /**
     * The key that was asked for.
     *
     * @param usual where no kind was
     */
    SensorKey create(Algorithm usual) {
        if (publicKey != null) {
            reject(
                    kind != null && algorithm(usual) != Algorithm.ED25519,
                    "--public-key goes with --key ed25519 only");
            return SensorKey.of(verifyingKey());
        }
        return SensorKey.create(algorithm(usual));
    }

    private Algorithm algorithm(Algorithm usual) {
        if (kind == null) {
            return usual;
        }
        reject(
                !kind.equals("ed25519") && !kind.equals("secret"),
                "--key must be ed25519 or secret, but is " + kind);
        return Algorithm.valueOf(kind.toUpperCase(Locale.ROOT));
    }

    private VerifyingKey verifyingKey() {
        try {
            byte[] bytes = Base64.getDecoder().decode(publicKey);
            boolean wrapped =
                    bytes.length == SPKI.length + KEY_BYTES
                            && Arrays.equals(SPKI, Arrays.copyOf(bytes, SPKI.length));
            return VerifyingKey.of(
                    wrapped ? Arrays.copyOfRange(bytes, SPKI.length, bytes.length) : bytes);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--public-key: " + e.getMessage(), e);
        }
    }

    private void reject(boolean wrong, String message) {
        if (wrong) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
