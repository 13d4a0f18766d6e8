package io.outpost.cli.stack;

import io.outpost.environment.KafkaAccess;
import java.util.List;

/** One local stack: its data, the programs it is made of, its ports and its id. */
record Stack(DataFolder data, Distribution distribution, Ports ports, String id, StackShape shape) {
    /** Who makes the database and its logins, and nothing else. */
    static final String POSTGRES_SUPERUSER = "postgres";

    /** Whose the database and all that is in it are; nobody can log in as it. */
    static final String POSTGRES_OWNER = "outpost";

    static final String POSTGRES_DATABASE = "outpost";

    JavaCommand java() {
        return new JavaCommand(id);
    }

    /** Of a program that runs on the classpath of a part. */
    List<String> sharedClasses(String program, String part) {
        return sharedClasses(program, part, List.of());
    }

    /** The same of one that gets other options, which stand in the settings. */
    List<String> sharedClasses(String program, String part, List<String> others) {
        return distribution.sharedClasses().options(program, distribution.classpath(part), others);
    }

    String postgresUrl(String database) {
        return "jdbc:postgresql://" + Ports.address(ports.postgres()) + "/" + database;
    }

    PostgresAdmin postgresAdmin() {
        return new PostgresAdmin(
                postgresUrl(POSTGRES_DATABASE), POSTGRES_SUPERUSER, data.postgresPassword());
    }

    Endpoints endpoints() {
        return new Endpoints(
                KafkaAccess.open(Ports.address(ports.kafka())),
                shape.logTopic(),
                "http://" + Ports.address(ports.registry()) + "/apis/ccompat/v7",
                postgresUrl(POSTGRES_DATABASE),
                PostgresLogin.READER.user(),
                data.postgresPassword(PostgresLogin.READER),
                "http://" + Ports.address(ports.flinkRest()),
                "http://" + Ports.address(ports.api()));
    }
}
