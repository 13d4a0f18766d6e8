package io.outpost.api;

import io.outpost.api.sensor.SensorSettings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The arguments that say who may send, and how much. */
final class SensorOptions {

    private static final String KEYS = "keys";
    private static final String OPEN = "open";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--ingest",
            paramLabel = "keys|open",
            defaultValue = KEYS,
            description =
                    "Who may send: keys, only sensors with a key (outpost sensors add); open, whoever"
                            + " reaches the port, meant for one that listens on loopback alone"
                            + " (OUTPOST_API_INGEST, default keys).")
    private String ingest;

    @Option(
            names = "--sensor-requests-per-minute",
            defaultValue = "600",
            description =
                    "Requests of a sensor, over all processes; 0 for any number"
                            + " (OUTPOST_API_SENSOR_REQUESTS_PER_MINUTE, default 600).")
    private int sensorRequestsPerMinute;

    @Option(
            names = "--sensor-observations-per-minute",
            defaultValue = "600000",
            description =
                    "Observations of a sensor, the same; 0, or 1000 and more"
                            + " (OUTPOST_API_SENSOR_OBSERVATIONS_PER_MINUTE, default 600000).")
    private int sensorObservationsPerMinute;

    @Option(
            names = "--tenant-requests-per-minute",
            defaultValue = "60000",
            description =
                    "Requests of all sensors of a tenant, over all processes; 0 for any number"
                            + " (OUTPOST_API_TENANT_REQUESTS_PER_MINUTE, default 60000).")
    private int tenantRequestsPerMinute;

    @Option(
            names = "--address-requests-per-minute",
            defaultValue = "6000",
            description =
                    "Requests to send of an address, of IPv6 a /64, at each process; 0 for any number;"
                            + " behind a proxy see --trusted-proxies"
                            + " (OUTPOST_API_ADDRESS_REQUESTS_PER_MINUTE, default 6000).")
    private int addressRequestsPerMinute;

    /** What is wrong is a {@link ParameterException}. */
    SensorSettings settings() {
        reject(
                !ingest.equals(KEYS) && !ingest.equals(OPEN),
                "--ingest must be keys or open, but is " + ingest);
        requireLimit("--sensor-requests-per-minute", sensorRequestsPerMinute, 1);
        requireLimit("--sensor-observations-per-minute", sensorObservationsPerMinute, 1_000);
        requireLimit("--tenant-requests-per-minute", tenantRequestsPerMinute, 1);
        requireLimit("--address-requests-per-minute", addressRequestsPerMinute, 1);
        return new SensorSettings(
                ingest.equals(OPEN),
                sensorRequestsPerMinute,
                sensorObservationsPerMinute,
                tenantRequestsPerMinute,
                addressRequestsPerMinute);
    }

    private void requireLimit(String name, int value, int least) {
        reject(
                value != 0 && (value < least || value > 1_000_000_000),
                "%s must be 0 or from %d to 1000000000, but is %d".formatted(name, least, value));
    }

    private void reject(boolean wrong, String message) {
        if (wrong) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
