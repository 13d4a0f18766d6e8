package io.outpost.cli.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.console.Explanation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MqttCommandTest {
    /** Nobody answers there. */
    private static final String LOG =
            " --bootstrap-servers=127.0.0.1:1 --registry-url=http://127.0.0.1:1 --data=/none";

    @TempDir private Path folder;
    private final StringWriter said = new StringWriter();

    private int run(String options) {
        return new CommandLine(new MqttCommand())
                .setErr(new PrintWriter(said))
                .setExecutionExceptionHandler(Explanation::print)
                .execute(options.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--topic=a | Missing required option: '--broker=URL'",
                "--topic=a | or OUTPOST_MQTT_BROKER",
                "--broker=http://h | --broker must be tcp://host:port or ssl://host:port",
                "--broker=tcp://me:key@h | without a login",
                "--broker=tcp://h --topic=a/{place} | --topic needs one level {sensor}",
                "--broker=tcp://h --format=xml | none of json, ecowitt, weather-underground",
                "--broker=tcp://h --in-flight=0 | --in-flight must be 1 to 10000",
                "--broker=tcp://h --client-id= | --client-id must not be empty"
            })
    void aWrongOptionIsNamed(String options, String expected) {
        assertEquals(CommandLine.ExitCode.USAGE, run(options));
        assertTrue(said.toString().contains(expected), said.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--traces-otlp-url=ftp://h | --traces-otlp-url must be an http address or none",
                "--traces-one-in=0 | --traces-one-in must be 1 to 1000000",
                "--traces-one-in=1000001 | --traces-one-in must be 1 to 1000000"
            })
    void aWrongOptionOfTracesIsNamed(String option, String expected) {
        assertEquals(CommandLine.ExitCode.USAGE, run("--broker=tcp://127.0.0.1:1 " + option + LOG));
        assertTrue(said.toString().contains(expected), said.toString());
    }

    @Test
    void authoritiesThatCannotBeReadEndIt() throws Exception {
        Path noCertificate = Files.writeString(folder.resolve("empty.pem"), "");
        for (Path file : new Path[] {folder.resolve("missing.pem"), noCertificate}) {
            assertEquals(
                    CommandLine.ExitCode.SOFTWARE,
                    run("--broker=ssl://127.0.0.1:1 --tls-certificates=" + file + LOG));
            assertTrue(said.toString().contains("--tls-certificates: "), said.toString());
            assertTrue(said.toString().contains(file.getFileName().toString()), said.toString());
        }
    }
}
