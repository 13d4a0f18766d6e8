package io.outpost.cli.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MqttCommandTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--topic=a | Missing required option: '--broker=URL'",
                "--broker=http://h | --broker must be tcp://host:port or ssl://host:port",
                "--broker=tcp://me:key@h | without a login",
                "--broker=tcp://h --topic=a/{place} | --topic needs one level {sensor}",
                "--broker=tcp://h --format=xml | none of json, ecowitt, weather-underground",
                "--broker=tcp://h --in-flight=0 | --in-flight must be 1 to 10000",
                "--broker=tcp://h --client-id= | --client-id must not be empty"
            })
    void aWrongOptionIsNamed(String options, String expected) {
        StringWriter said = new StringWriter();
        int code =
                new CommandLine(new MqttCommand())
                        .setErr(new PrintWriter(said))
                        .execute(options.split(" ", -1));
        assertEquals(CommandLine.ExitCode.USAGE, code);
        assertTrue(said.toString().contains(expected), said.toString());
    }
}
