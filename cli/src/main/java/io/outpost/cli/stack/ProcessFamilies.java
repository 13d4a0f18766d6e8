package io.outpost.cli.stack;

import io.outpost.cli.stack.RunningStack.RunningPart;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Each part's process with its descendants: Postgres, for one, has a process per connection. */
final class ProcessFamilies {
    private ProcessFamilies() {}

    /** By the process id of the part; a family that has ended is empty. */
    static Map<Long, List<Long>> of(List<RunningPart> parts) {
        return parts.stream()
                .collect(
                        Collectors.toMap(
                                part -> part.process().pid(),
                                part -> members(part),
                                (first, second) -> first));
    }

    private static List<Long> members(RunningPart part) {
        if (part.name().equals("supervisor")) {
            // Its descendants are the other parts.
            return List.of(part.process().pid());
        }
        return part.process().find().stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(ProcessHandle::pid)
                .toList();
    }
}
