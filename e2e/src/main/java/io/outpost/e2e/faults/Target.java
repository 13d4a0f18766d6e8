package io.outpost.e2e.faults;

import java.util.List;
import java.util.Locale;

/** What a kill ends: parts of the stack by the names that its status gives them. */
enum Target {
    TASKMANAGER("taskmanager"),
    JOBMANAGER("jobmanager"),
    KAFKA("kafka"),
    POSTGRES("postgres"),
    REGISTRY("registry"),
    ALL("taskmanager", "jobmanager", "kafka", "postgres", "registry", "api", "zookeeper");

    /** Comma-separated. */
    private final String parts;

    Target(String... parts) {
        this.parts = String.join(",", parts);
    }

    List<String> parts() {
        return List.of(parts.split(",", -1));
    }

    boolean hasKafka() {
        return parts().contains("kafka");
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
