package io.outpost.cli.containers;

import io.outpost.cli.containers.ComposeFile.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold of docker-compose.yaml, each rule with a word of its own in its objection. */
final class ComposeRules {
    /** Run as users of their own without a user of the file. */
    private static final List<String> NOT_ROOT =
            List.of("outpost/", "apache/kafka:", "apicurio/apicurio-registry:");

    private final Path home;
    private final ComposeFile file;
    private final KnownVariables variables;
    private final List<String> objections = new ArrayList<>();

    private ComposeRules(Path home, ComposeFile file, KnownVariables variables) {
        this.home = home;
        this.file = file;
        this.variables = variables;
    }

    /** Empty when all is as it must be. */
    static List<String> objections(Path home, ComposeFile file, KnownVariables variables) {
        ComposeRules rules = new ComposeRules(home, file, variables);
        rules.keys(file.root().keySet(), KnownKeys.TOP, "the file");
        file.services().forEach(rules::check);
        file.part("configs").forEach(rules::config);
        file.part("secrets").forEach(rules::secret);
        return rules.objections;
    }

    private void check(Service service) {
        keys(service.tree().keySet(), KnownKeys.SERVICE, service.name());
        KnownKeys.IN_SERVICE.forEach(
                (key, known) -> keys(service.map(key).keySet(), known, service.name() + "." + key));
        image(service);
        health(service);
        confinement(service);
        service.list("ports").forEach(port -> port(service, port));
        service.map("environment")
                .forEach((name, value) -> variable(service, name, String.valueOf(value)));
        service.map("depends_on").forEach((on, how) -> dependency(service, on, how));
        service.list("volumes").forEach(volume -> volume(service, volume));
        service.binds().forEach(bind -> bind(service, bind));
        service.list("tmpfs").forEach(tmpfs -> tmpfs(service, tmpfs));
        service.list("secrets").forEach(name -> declared(service, "secrets", name));
        service.list("configs").forEach(name -> declared(service, "configs", name));
        new MemoryRule(home, service).objection().ifPresent(objections::add);
    }

    private void keys(Set<String> found, Set<String> known, String where) {
        for (String key : found) {
            require(
                    known.contains(key) || key.startsWith("x-"),
                    where + ": there is no key " + key);
        }
    }

    private void image(Service service) {
        String image = service.text("image");
        require(
                image.matches("[^:@]+:v?[0-9][^:@]*"),
                service.name() + ": not a pinned version: " + image);
        require(
                NOT_ROOT.stream().anyMatch(image::startsWith)
                        || service.text("user").matches("[1-9][0-9]*:[0-9]+"),
                service.name() + ": may run as root");
    }

    private void health(Service service) {
        require(
                !service.runsOn() || service.map("healthcheck").containsKey("test"),
                service.name() + ": has no health check");
    }

    private void confinement(Service service) {
        String name = service.name();
        require(service.text("read_only").equals("true"), name + ": root is not read-only");
        require(service.list("cap_drop").contains("ALL"), name + ": keeps capabilities");
        require(
                service.list("security_opt").contains("no-new-privileges:true"),
                name + ": may gain privileges");
        require(service.list("cap_add").isEmpty(), name + ": adds capabilities");
        require(service.tree().containsKey("pids_limit"), name + ": has no limit of processes");
    }

    private void port(Service service, String port) {
        require(
                port.matches("127\\.0\\.0\\.1:[0-9]+:[0-9]+"),
                service.name() + ": is published to others: " + port);
    }

    private void variable(Service service, String name, String value) {
        boolean isSecret = name.matches(".*(PASSWORD|SECRET|TOKEN|CURSOR_KEY).*");
        String secret = value.replaceFirst("^/run/secrets/", "");
        require(
                !isSecret || (name.endsWith("_FILE") && service.list("secrets").contains(secret)),
                service.name() + ": not a secret of this service: " + name);
        require(
                !name.matches("(OUTPOST|APICURIO|QUARKUS)_.*") || variables.has(name),
                service.name() + ": there is no variable " + name);
        require(
                !name.startsWith("POSTGRES_") || KnownKeys.POSTGRES.contains(name),
                service.name() + ": there is no variable " + name);
    }

    private void dependency(Service service, String on, Object how) {
        String condition =
                how instanceof Map<?, ?> map ? String.valueOf(map.get("condition")) : "none";
        Service other =
                file.services().stream()
                        .filter(one -> one.name().equals(on))
                        .findFirst()
                        .orElse(null);
        require(
                KnownKeys.CONDITIONS.contains(condition),
                service.name() + ": no such condition: " + condition);
        require(other != null, service.name() + ": waits for nobody: " + on);
        require(
                other == null
                        || other.runsOn() != condition.equals("service_completed_successfully"),
                service.name() + ": waits in vain for " + on);
    }

    private void volume(Service service, String volume) {
        String name = volume.replaceFirst(":.*", "");
        require(
                file.part("volumes").containsKey(name),
                service.name() + ": not a named volume: " + volume);
    }

    /** A folder of the machine: nothing is written there, and a missing one is not made. */
    private void bind(Service service, Map<String, Object> bind) {
        require(
                Boolean.TRUE.equals(bind.get("read_only"))
                        && Boolean.FALSE.equals(
                                ComposeFile.map(bind, "bind").get("create_host_path")),
                service.name() + ": may write to a folder of the machine, or makes it");
    }

    private void tmpfs(Service service, String tmpfs) {
        boolean isTemporary = tmpfs.startsWith("/tmp:");
        boolean isPostgres = service.text("image").startsWith("postgres:");
        require(
                isTemporary || tmpfs.contains("mode=1777"),
                service.name() + ": only root may write to " + tmpfs);
        require(
                !isTemporary || isPostgres || tmpfs.contains(":exec,"),
                service.name() + ": libraries cannot unpack to " + tmpfs);
        require(tmpfs.contains("size="), service.name() + ": has no size: " + tmpfs);
    }

    private void declared(Service service, String kind, String name) {
        require(
                file.part(kind).containsKey(name),
                service.name() + ": not among the " + kind + ": " + name);
    }

    private void config(String name, Object tree) {
        String path = path(tree);
        require(Files.isRegularFile(home.resolve(path)), "configs: there is no file " + path);
    }

    private void secret(String name, Object tree) {
        require(
                path(tree)
                        .equals(
                                "${OUTPOST_SECRETS:?make the passwords first, by ./outpost secrets}/"
                                        + name),
                "secrets: not a file of ./outpost secrets: " + name);
        Set<String> used = new HashSet<>();
        file.services().forEach(service -> used.addAll(service.list("secrets")));
        require(used.contains(name), "secrets: nobody needs " + name);
    }

    private static String path(Object tree) {
        return tree instanceof Map<?, ?> map ? String.valueOf(map.get("file")) : "";
    }

    private void require(boolean holds, String objection) {
        if (!holds) {
            objections.add(objection);
        }
    }
}
