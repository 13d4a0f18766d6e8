package io.outpost.cli.containers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What must hold of a Dockerfile. */
final class DockerfileRules {
    private static final Pattern INSTRUCTION = Pattern.compile("^([A-Z]+)\\s+(.*)$");
    private static final Pattern BASE = Pattern.compile("BASE=[^:@\\s]+:[0-9][^:@\\s]*");
    private static final List<String> KNOWN =
            List.of(
                    "ARG",
                    "FROM",
                    "LABEL",
                    "USER",
                    "COPY",
                    "RUN",
                    "ENV",
                    "WORKDIR",
                    "ENTRYPOINT",
                    "CMD",
                    "EXPOSE",
                    "STOPSIGNAL",
                    "VOLUME");

    private record Instruction(String name, String arguments) {}

    private final List<Instruction> instructions;
    private final String ignored;
    private final List<String> objections = new ArrayList<>();

    private DockerfileRules(String text, String ignored) {
        this.instructions = parse(text);
        this.ignored = ignored;
    }

    /**
     * Empty when all is as it must be.
     *
     * @param ignored .dockerignore, which lets in what it names
     */
    static List<String> objections(String text, String version, String ignored) {
        DockerfileRules rules = new DockerfileRules(text, ignored);
        rules.instructions.forEach(rules::check);
        rules.base();
        rules.user();
        rules.require(text.contains("ARG VERSION=" + version + "\n"), "another version");
        rules.require(text.contains("org.opencontainers.image.licenses"), "no labels");
        return rules.objections;
    }

    private static List<Instruction> parse(String text) {
        List<Instruction> instructions = new ArrayList<>();
        String joined = text.replaceAll("(?m)^#.*\n", "").replaceAll("\\\\\n\\s*", " ");
        for (String line : joined.lines().toList()) {
            Matcher parts = INSTRUCTION.matcher(line);
            if (parts.matches()) {
                instructions.add(new Instruction(parts.group(1), parts.group(2)));
            } else if (!line.isBlank()) {
                instructions.add(new Instruction(line, ""));
            }
        }
        return instructions;
    }

    private void check(Instruction instruction) {
        String arguments = instruction.arguments();
        switch (instruction.name()) {
            case "RUN" -> run(arguments);
            case "COPY" -> copy(arguments);
            case "ENV", "ARG" ->
                    require(
                            !arguments.matches("(?i).*(password|secret|token|key).*"),
                            "a secret in " + arguments);
            default ->
                    require(
                            KNOWN.contains(instruction.name()),
                            "no such instruction here: " + instruction.name());
        }
    }

    private void run(String command) {
        boolean installs = command.matches(".*apt-get( -\\S+)* install.*");
        require(
                !installs || command.contains("--no-install-recommends"),
                "recommended packages are installed");
        require(
                !installs || command.contains("rm -rf /var/lib/apt/lists"),
                "lists of packages are left");
        require(!command.matches(".*\\b(curl|wget)\\b.*"), "something is fetched");
        require(!command.contains("chmod 777") && !command.contains("sudo"), "too many rights");
    }

    /** What is copied must get through .dockerignore. */
    private void copy(String arguments) {
        String[] words = arguments.split("\\s+", -1);
        for (String source : Stream.of(words).limit(words.length - 1L).toList()) {
            String pattern = "!" + source.replace("${VERSION}", "*");
            require(
                    ignored.lines().anyMatch(line -> line.equals(pattern)),
                    "not let in by .dockerignore: " + source);
        }
    }

    private void base() {
        require(
                instructions.size() > 1
                        && instructions.get(0).name().equals("ARG")
                        && BASE.matcher(instructions.get(0).arguments()).matches(),
                "the base is not pinned");
        require(
                instructions.stream()
                        .filter(one -> one.name().equals("FROM"))
                        .allMatch(one -> one.arguments().equals("${BASE}")),
                "another base than BASE");
    }

    private void user() {
        String last =
                instructions.stream()
                        .filter(one -> one.name().equals("USER"))
                        .map(Instruction::arguments)
                        .reduce("root", (before, after) -> after);
        require(last.matches("[1-9][0-9]*:[1-9][0-9]*"), "does not end as a user by number");
    }

    private void require(boolean holds, String objection) {
        if (!holds) {
            objections.add(objection);
        }
    }

    /** The variables of an image that a build can set. */
    static Map<String, String> defaults(String text) {
        Map<String, String> defaults = new LinkedHashMap<>();
        for (Instruction instruction : parse(text)) {
            String[] parts = instruction.arguments().split("=", 2);
            if (instruction.name().equals("ARG") && parts.length == 2) {
                defaults.put(parts[0], parts[1]);
            }
        }
        return defaults;
    }
}
