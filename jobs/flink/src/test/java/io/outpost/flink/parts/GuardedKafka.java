package io.outpost.flink.parts;

import io.outpost.environment.KafkaAccess;
import io.outpost.schemas.wire.KafkaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A real broker that asks every client for name and password, and allows nobody but its admin what
 * no ACL allows.
 */
public final class GuardedKafka implements AutoCloseable {
    public static final String ADMIN = "admin";

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final String LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required ";

    private final KafkaBroker broker;
    private final Path folder;

    private GuardedKafka(KafkaBroker broker, Path folder) {
        this.broker = broker;
        this.folder = folder;
    }

    /** With these users beside the admin. */
    public static GuardedKafka start(Path folder, String... users) throws IOException {
        String passwords =
                Stream.concat(Stream.of(ADMIN), Stream.of(users))
                        .map(user -> "user_%s=\"%s\"".formatted(user, password(user)))
                        .collect(Collectors.joining(" "));
        String brokersOwn = "username=\"%s\" password=\"%s\" ".formatted(ADMIN, password(ADMIN));
        Path files = Files.createDirectories(folder.resolve("clients"));
        Path brokersFolder = Files.createDirectories(folder.resolve("broker"));
        return new GuardedKafka(
                KafkaBroker.start(
                        brokersFolder,
                        Map.of(
                                "listener.security.protocol.map",
                                "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                                "inter.broker.listener.name",
                                "PLAINTEXT",
                                "sasl.enabled.mechanisms",
                                "PLAIN",
                                "sasl.mechanism.inter.broker.protocol",
                                "PLAIN",
                                "listener.name.plaintext.plain.sasl.jaas.config",
                                LOGIN + brokersOwn + passwords + ";",
                                "authorizer.class.name",
                                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                                "allow.everyone.if.no.acl.found",
                                "false",
                                // The controller's own listener knows no names.
                                "super.users",
                                "User:admin;User:ANONYMOUS")),
                files);
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** The file with the client properties of a user, whose password stands in another. */
    public Path clientProperties(String user) throws IOException {
        return clientProperties(user, password(user));
    }

    public Path clientProperties(String user, String password) throws IOException {
        Path secret =
                Files.writeString(
                        folder.resolve(user + ".secret"), "password=%s%n".formatted(password));
        return Files.write(
                folder.resolve(user + ".properties"),
                List.of(
                        "security.protocol=SASL_PLAINTEXT",
                        "sasl.mechanism=PLAIN",
                        "sasl.jaas.config=%susername=\"%s\" password=\"${file:%s:password}\";"
                                .formatted(LOGIN, user, secret)));
    }

    public KafkaAccess access(String user) throws IOException {
        return KafkaAccess.of(bootstrapServers(), clientProperties(user));
    }

    public Admin admin() throws IOException {
        return Admin.create(access(ADMIN).settings(Map.of()));
    }

    /** Gives a user the rights of a role, as {@code outpost prepare acls} does. */
    public void allow(String user, KafkaRole role, KafkaRole.Names names) throws Exception {
        List<AclBinding> all = new ArrayList<>();
        for (KafkaRole.Right right : role.rights(names)) {
            for (String operation : right.operations()) {
                all.add(
                        new AclBinding(
                                new ResourcePattern(
                                        ResourceType.valueOf(right.resource()),
                                        right.name(),
                                        right.isPrefix()
                                                ? PatternType.PREFIXED
                                                : PatternType.LITERAL),
                                new AccessControlEntry(
                                        "User:" + user,
                                        "*",
                                        AclOperation.valueOf(operation),
                                        AclPermissionType.ALLOW)));
            }
        }
        try (Admin admin = admin()) {
            admin.createAcls(all).all().get();
            // The controller has them at once, the broker a moment later.
            Await.until(
                    "the rights of " + user,
                    LIMIT,
                    () -> admin.describeAcls(AclBindingFilter.ANY).values().get().containsAll(all));
        }
    }

    @Override
    public void close() {
        broker.close();
    }

    private static String password(String user) {
        return user + "-secret";
    }
}
