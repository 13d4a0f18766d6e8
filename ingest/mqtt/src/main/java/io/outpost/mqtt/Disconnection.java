package io.outpost.mqtt;

import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.message.connect.connack.Mqtt3ConnAckReturnCode;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Why there is no connection to the broker, or none any more. */
enum Disconnection {
    /** The broker does not take the login. */
    LOGIN(
            "the broker does not take the login: check OUTPOST_MQTT_USERNAME and OUTPOST_MQTT_PASSWORD"),

    /** It is not taken for the broker. */
    CERTIFICATE(
            "the broker's certificate is not taken: --tls-certificates names the authority that it is from, and --broker the name that it is for"),

    /** There is no TLS of a kind that both know. */
    TLS("no TLS with the broker: is it the port for ssl://, and does it know TLS 1.2 or 1.3?"),

    /** Nobody answers there. */
    UNREACHABLE("nobody answers there: check --broker, and the network in between"),

    /** All else, such as a broker that ends. */
    LOST("the connection has ended");

    private final String advice;

    Disconnection(String advice) {
        this.advice = advice;
    }

    static Disconnection of(Throwable cause) {
        for (Throwable one = cause; one != null; one = one.getCause()) {
            if (one instanceof Mqtt3ConnAckException rejected) {
                return of(rejected.getMqttMessage().getReturnCode());
            }
            if (one instanceof CertificateException) {
                return CERTIFICATE;
            }
            if (one instanceof ConnectException
                    || one instanceof UnknownHostException
                    || one instanceof UnresolvedAddressException) {
                return UNREACHABLE;
            }
        }
        return isOf(SSLException.class, cause) ? TLS : LOST;
    }

    private static Disconnection of(Mqtt3ConnAckReturnCode code) {
        return switch (code) {
            case BAD_USER_NAME_OR_PASSWORD, NOT_AUTHORIZED -> LOGIN;
            default -> LOST;
        };
    }

    private static boolean isOf(Class<? extends Throwable> type, Throwable cause) {
        for (Throwable one = cause; one != null; one = one.getCause()) {
            if (type.isInstance(one)) {
                return true;
            }
        }
        return false;
    }

    /** Among the meters. */
    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is wrong, and what to do about it. */
    String advice() {
        return advice;
    }
}
