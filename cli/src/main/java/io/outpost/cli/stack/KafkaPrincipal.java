package io.outpost.cli.stack;

import io.outpost.schemas.wire.KafkaRole;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Somebody whom Kafka knows, and a role.
 *
 * @param name such as User:conditions
 */
record KafkaPrincipal(KafkaRole role, String name) {
    /** Not everybody (User:*). */
    private static final Pattern PRINCIPAL = Pattern.compile("(\\w+)=(\\w+:(?!\\*$).+)");

    /**
     * Those of a text such as conditions=User:a;sender=User:b;sender=User:c. Names of certificates
     * have commas.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    static List<KafkaPrincipal> parse(String text) {
        return Stream.of(text.split(";")).map(String::strip).map(KafkaPrincipal::one).toList();
    }

    private static KafkaPrincipal one(String text) {
        Matcher parts = PRINCIPAL.matcher(text);
        return Stream.of(KafkaRole.values())
                .filter(role -> parts.matches() && role.name().equals(parts.group(1)))
                .findFirst()
                .map(role -> new KafkaPrincipal(role, parts.group(2)))
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "must be ROLE=User:NAME;..., each ROLE one of %s and no User:*, is '%s'"
                                                .formatted(
                                                        Arrays.toString(KafkaRole.values()),
                                                        text)));
    }
}
