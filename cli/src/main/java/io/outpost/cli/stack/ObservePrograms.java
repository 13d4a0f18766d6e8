package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Prometheus and Alertmanager, as they are installed on this machine. */
public final class ObservePrograms {
    /** Debian calls it by the second name. */
    private static final List<String> ALERTMANAGER =
            List.of("alertmanager", "prometheus-alertmanager");

    private static final List<String> PROMETHEUS = List.of("prometheus");

    private final List<Path> folders;

    /**
     * @param folders where programs are looked for
     */
    ObservePrograms(List<Path> folders) {
        this.folders = folders;
    }

    /** Looks where the shell does. */
    static ObservePrograms onPath() {
        String path = System.getenv().getOrDefault("PATH", "");
        return new ObservePrograms(
                Stream.of(path.split(File.pathSeparator))
                        .filter(folder -> !folder.isEmpty())
                        .map(Path::of)
                        .toList());
    }

    /** True where a stack can be brought up with {@code --observe}. */
    public static boolean areInstalled() {
        ObservePrograms here = onPath();
        return here.find(PROMETHEUS).isPresent() && here.find(ALERTMANAGER).isPresent();
    }

    /**
     * @throws CommandException when it is not installed
     */
    Path prometheus() {
        return require(PROMETHEUS);
    }

    /**
     * @throws CommandException when it is not installed
     */
    Path alertmanager() {
        return require(ALERTMANAGER);
    }

    private Optional<Path> find(List<String> names) {
        return names.stream().flatMap(name -> installed(name).stream()).findFirst();
    }

    private Path require(List<String> names) {
        return find(names)
                .orElseThrow(
                        () ->
                                new CommandException(
                                        "--observe needs the program %s, which is not on the PATH. On Debian and Ubuntu: apt-get install prometheus prometheus-alertmanager"
                                                .formatted(String.join(" or ", names))));
    }

    private Optional<Path> installed(String name) {
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
