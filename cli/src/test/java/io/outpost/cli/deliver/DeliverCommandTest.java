package io.outpost.cli.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.console.Explanation;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DeliverCommandTest {
    private final StringWriter said = new StringWriter();

    private int run(String options) {
        return new CommandLine(new DeliverCommand())
                .setErr(new PrintWriter(said))
                .setExecutionExceptionHandler(Explanation::print)
                .execute(options.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--smtp=http://h | --smtp must be smtp://host:port or smtps://host:port",
                "--smtp=smtp://me:key@h | without a login",
                "--smtp=smtp://h | --mail-from must be an address of mail",
                "--smtp=smtp://h --mail-from=me | --mail-from must be an address of mail",
                "--allowed-networks=localhost | --allowed-networks must be networks such as 10.0.0.0/8",
                "--allowed-networks=10.0.0.0/8,10.0.0.0/33 | but has 10.0.0.0/33",
                "--send-timeout=PT0S | --send-timeout must be PT0.1S to PT60S",
                "--send-timeout=PT61S | --send-timeout must be PT0.1S to PT60S",
                "--attempts=0 | --attempts must be 1 to 100",
                "--attempts=101 | --attempts must be 1 to 100",
                "--at-once=0 | --at-once must be 1 to 1000",
                "--keep-days=3651 | --keep-days must be 1 to 3650",
                "--oldest=-PT1S | --oldest must not be negative",
                "--group-id= | nor --group-id empty"
            })
    void aWrongOptionIsNamed(String options, String expected) {
        assertEquals(CommandLine.ExitCode.USAGE, run(options));
        assertTrue(said.toString().contains(expected), said.toString());
    }
}
