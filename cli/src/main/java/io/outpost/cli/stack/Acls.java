package io.outpost.cli.stack;

import io.outpost.cli.topic.Offsets;
import io.outpost.environment.Environment;
import io.outpost.environment.KafkaAccess;
import io.outpost.schemas.wire.KafkaRole;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/** Makes the rights that principals lack; takes none away. */
record Acls(KafkaAccess kafka, KafkaRole.Names names) {
    private static final String FROM_ANYWHERE = "*";
    private static final Duration KNOWN_LIMIT = Duration.ofSeconds(30);

    /** What the jobs are called by the variables of their settings, or without. */
    static KafkaRole.Names names(String logTopic, Environment environment) {
        return new KafkaRole.Names(
                logTopic,
                name(environment, "kafka.group-id", "outpost-conditions"),
                name(environment, "archive.group-id", "outpost-archive"),
                "messages-"
                        + name(environment, "kafka.transactional-id-prefix", "outpost-conditions"));
    }

    private static String name(Environment environment, String key, String preset) {
        return environment.value(Environment.variable(key)).orElse(preset);
    }

    /** Returns how many were made, once the broker goes by them: the controller has them before. */
    int allow(List<KafkaPrincipal> principals) throws InterruptedException {
        Set<AclBinding> missing =
                principals.stream().flatMap(this::bindings).collect(Collectors.toSet());
        try (Admin admin = Admin.create(kafka.settings(Map.of()))) {
            var known = Offsets.answer(admin.describeAcls(AclBindingFilter.ANY).values());
            missing.removeAll(Set.copyOf(known));
            Offsets.answer(admin.createAcls(missing).all());
            Await.until(
                    "the broker knows the rights that were made",
                    KNOWN_LIMIT,
                    () ->
                            admin.describeAcls(AclBindingFilter.ANY)
                                    .values()
                                    .get()
                                    .containsAll(missing));
        }
        return missing.size();
    }

    private Stream<AclBinding> bindings(KafkaPrincipal principal) {
        return principal.role().rights(names).stream()
                .flatMap(
                        right ->
                                right.operations().stream()
                                        .map(
                                                operation ->
                                                        new AclBinding(
                                                                resource(right),
                                                                entry(
                                                                        principal.name(),
                                                                        operation))));
    }

    private static ResourcePattern resource(KafkaRole.Right right) {
        return new ResourcePattern(
                ResourceType.valueOf(right.resource()),
                right.name(),
                right.isPrefix() ? PatternType.PREFIXED : PatternType.LITERAL);
    }

    private static AccessControlEntry entry(String principal, String operation) {
        return new AccessControlEntry(
                principal, FROM_ANYWHERE, AclOperation.valueOf(operation), AclPermissionType.ALLOW);
    }
}
