package io.outpost.cli.sensors;

import io.outpost.cli.stack.Endpoints;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where sensors reach the API, for what is printed. */
final class ApiOption {
    private static final String DEFAULT = "http://127.0.0.1:18080";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--api-url",
            paramLabel = "URL",
            description =
                    "where sensors reach the API, for what is printed (default: the stack's, else "
                            + DEFAULT
                            + ")")
    private String url;

    String url(Endpoints found) {
        if (url == null) {
            return found.apiUrl() == null ? DEFAULT : found.apiUrl();
        }
        if (!url.matches("https?://[^\\s/'\"]+[^\\s'\"?#]*")) {
            throw new ParameterException(
                    spec.commandLine(), "--api-url must be an http address, but is " + url);
        }
        return url;
    }
}
