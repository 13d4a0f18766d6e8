package io.outpost.cli.stack;

import java.util.List;

/** The schema registry; its data is in Postgres, so that schema ids outlive it. */
final class RegistryPart implements Part {
    private static final int HEAP_MEBIBYTES = 192;

    private final Stack stack;

    RegistryPart(Stack stack) {
        this.stack = stack;
    }

    @Override
    public String name() {
        return "registry";
    }

    @Override
    public String address() {
        return stack.endpoints().registryUrl();
    }

    @Override
    public Launch launch() {
        return stack.java()
                .frugal()
                .heapMebibytes(HEAP_MEBIBYTES)
                .options("-XX:+ExitOnOutOfMemoryError")
                .jar(stack.distribution().registryJar(), List.of())
                .with("APICURIO_STORAGE_KIND", "sql")
                .with("APICURIO_STORAGE_SQL_KIND", "postgresql")
                .with("APICURIO_DATASOURCE_URL", stack.postgresUrl(Databases.REGISTRY))
                .with("APICURIO_DATASOURCE_USERNAME", Stack.POSTGRES_USER)
                .with("APICURIO_DATASOURCE_PASSWORD", Stack.POSTGRES_PASSWORD)
                .with("APICURIO_DATASOURCE_JDBC_INITIAL_SIZE", "1")
                .with("APICURIO_DATASOURCE_JDBC_MIN_SIZE", "1")
                .with("APICURIO_DATASOURCE_JDBC_MAX_SIZE", "8")
                .with("QUARKUS_HTTP_HOST", Ports.HOST)
                .with("QUARKUS_HTTP_PORT", String.valueOf(stack.ports().registry()))
                .with("QUARKUS_HTTP_ACCESS_LOG_ENABLED", "false");
    }

    @Override
    public boolean ready() {
        return Probe.answersHttp(address() + "/subjects");
    }
}
