package io.outpost.cli.console;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What of the logs of the command line is printed (log4j2.properties). */
class LoggersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.outpost.mqtt.MqttSubscriber",
                "io.outpost.cli.poll.Poller",
                "io.outpost.ingest.LogWriter",
                "io.outpost.deliver.Deliver"
            })
    void whatServesForEverSaysWhatItHasToSay(String logger) {
        assertTrue(LoggerFactory.getLogger(logger).isInfoEnabled());
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.apache.kafka.clients.NetworkClient", "com.hivemq.client"})
    void librariesSayErrorsOnly(String logger) {
        assertTrue(LoggerFactory.getLogger(logger).isErrorEnabled());
        assertFalse(LoggerFactory.getLogger(logger).isWarnEnabled());
    }
}
