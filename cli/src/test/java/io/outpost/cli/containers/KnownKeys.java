package io.outpost.cli.containers;

import java.util.Map;
import java.util.Set;

/** The keys of the Compose specification that are of use here, by where they stand. */
final class KnownKeys {
    static final Set<String> TOP =
            Set.of("name", "services", "networks", "volumes", "configs", "secrets");

    static final Set<String> SERVICE =
            Set.of(
                    "build",
                    "cap_add",
                    "cap_drop",
                    "command",
                    "configs",
                    "container_name",
                    "cpus",
                    "depends_on",
                    "entrypoint",
                    "environment",
                    "healthcheck",
                    "hostname",
                    "image",
                    "init",
                    "labels",
                    "logging",
                    "mem_limit",
                    "networks",
                    "pids_limit",
                    "ports",
                    "profiles",
                    "read_only",
                    "restart",
                    "secrets",
                    "security_opt",
                    "shm_size",
                    "stop_grace_period",
                    "stop_signal",
                    "tmpfs",
                    "user",
                    "volumes",
                    "working_dir");

    /** Of the maps in a service. */
    static final Map<String, Set<String>> IN_SERVICE =
            Map.of(
                    "build", Set.of("context", "dockerfile", "args", "target"),
                    "healthcheck",
                            Set.of(
                                    "test",
                                    "interval",
                                    "timeout",
                                    "retries",
                                    "start_period",
                                    "start_interval"),
                    "logging", Set.of("driver", "options"));

    static final Set<String> CONDITIONS =
            Set.of("service_started", "service_healthy", "service_completed_successfully");

    /** Of the image of Postgres, by its documentation. */
    static final Set<String> POSTGRES =
            Set.of(
                    "POSTGRES_PASSWORD_FILE",
                    "POSTGRES_USER",
                    "POSTGRES_USER_FILE",
                    "POSTGRES_DB",
                    "POSTGRES_DB_FILE",
                    "POSTGRES_INITDB_ARGS",
                    "POSTGRES_INITDB_ARGS_FILE",
                    "POSTGRES_INITDB_WALDIR",
                    "POSTGRES_HOST_AUTH_METHOD");

    private KnownKeys() {}
}
