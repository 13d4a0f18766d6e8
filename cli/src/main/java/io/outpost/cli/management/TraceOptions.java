package io.outpost.cli.management;

import io.outpost.tracing.SampledTraces;
import io.outpost.tracing.Spans;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a command that serves for ever traces of what it takes in. */
public final class TraceOptions {
    private static final String NONE = "none";

    @Option(
            names = "--traces-otlp-url",
            paramLabel = "URL",
            defaultValue = NONE,
            description =
                    "where spans go, by OTLP over HTTP, such as http://jaeger:4318/v1/traces (default: ${DEFAULT-VALUE})")
    private String url;

    @Option(
            names = "--traces-one-in",
            paramLabel = "N",
            defaultValue = "1000",
            description =
                    "of so many that are taken in one is traced, 1 to 1000000 (default: ${DEFAULT-VALUE})")
    private int oneIn;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /**
     * Begins nothing where no receiver is named.
     *
     * @param service as which its spans are shown
     * @throws ParameterException when an option is wrong
     */
    public SampledTraces open(String service) {
        String receiver = receiver();
        try {
            return SampledTraces.of(receiver, service, oneIn);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "--traces-one-in " + e.getMessage(), e);
        }
    }

    /**
     * Where spans of traces go that others have begun; null: no receiver is named.
     *
     * @param service as which its spans are shown
     * @throws ParameterException when an option is wrong
     */
    public Spans spans(String service) {
        return Spans.orNull(receiver(), service);
    }

    private String receiver() {
        boolean isOff = url.equals(NONE);
        if (!isOff && !url.matches("https?://[^\\s/]+.*")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--traces-otlp-url must be an http address or none, but is " + url);
        }
        return isOff ? "" : url;
    }
}
