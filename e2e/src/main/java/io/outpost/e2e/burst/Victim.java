package io.outpost.e2e.burst;

import io.outpost.e2e.burst.Kills.Progress;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What is killed in the middle of a burst; {@code ALL}: each of them, at moments of their own. */
enum Victim {
    TASKMANAGER,
    JOBMANAGER,
    KAFKA,
    POSTGRES,
    API,
    DELIVER,
    REGISTRY,
    ZOOKEEPER,
    ALL;

    /** Those that are killed. */
    List<Victim> parts() {
        return this == ALL
                ? Arrays.stream(values()).filter(one -> one != ALL).toList()
                : List.of(this);
    }

    /** When it is killed: while the job works, while alerts are delivered, or both. */
    List<Progress> moments() {
        return switch (this) {
            case DELIVER -> List.of(Progress.DELIVERED);
            case POSTGRES -> List.of(Progress.SENT, Progress.DELIVERED);
            default -> List.of(Progress.SENT);
        };
    }

    /** As the stack's status names it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For the help. */
    static final class Labels implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(values()).map(Victim::label).iterator();
        }
    }

    /** From a label. */
    static final class Converter implements ITypeConverter<Victim> {
        @Override
        public Victim convert(String label) {
            return Arrays.stream(values())
                    .filter(one -> one.label().equals(label))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("nothing is called " + label));
        }
    }
}
