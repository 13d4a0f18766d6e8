package io.outpost.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Rules for the jobs, by either kind of deployment of Flink. */
enum FlinkRule implements Rule {
    FLINK_IS_NOT_EXPOSED(FlinkRule::isShut),
    JOBS_KEEP_THEIR_STATE(FlinkRule::keepsState);

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final Predicate<Manifest> holds;

    FlinkRule(Predicate<Manifest> holds) {
        this.holds = holds;
    }

    @Override
    public List<String> broken(List<Manifest> manifests) {
        return manifests.stream()
                .filter(Manifest::isFlink)
                .filter(holds.negate())
                .map(m -> m.title() + " breaks " + this)
                .toList();
    }

    private static boolean isShut(Manifest manifest) {
        Map<String, String> wanted =
                Map.of(
                        "web.submit.enable", "false",
                        "web.cancel.enable", "false",
                        "kubernetes.rest-service.exposed.type", "ClusterIP");
        return settings(manifest).entrySet().containsAll(wanted.entrySet())
                && !manifest.flinkSpec().has("ingress")
                && !manifest.tree().path("spec").has("ingress");
    }

    private static boolean keepsState(Manifest manifest) {
        JsonNode job = manifest.flinkSpec().path("job");
        Map<String, String> settings = settings(manifest);
        return job.path("upgradeMode").asText().equals("savepoint")
                && !job.path("allowNonRestoredState").asBoolean()
                && settings.get("high-availability.type").equals("kubernetes")
                && settings.get("pipeline.max-parallelism").equals("128")
                && Stream.of(
                                "execution.checkpointing.dir",
                                "execution.checkpointing.savepoint-dir",
                                "high-availability.storageDir")
                        .allMatch(folder -> settings.get(folder).startsWith("s3://"));
    }

    private static Map<String, String> settings(Manifest manifest) {
        return Manifest.strings(manifest.flinkSpec().path("flinkConfiguration"));
    }
}
