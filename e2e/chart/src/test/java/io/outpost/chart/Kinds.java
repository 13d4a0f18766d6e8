package io.outpost.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1Role;
import io.kubernetes.client.openapi.models.V1RoleBinding;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Says whether Kubernetes and Flink's operator would take a manifest: unknown and missing fields,
 * and wrong types, are refused.
 */
final class Kinds {
    /** Of the newest published version, 1.10.0, which does not know Flink 2.2: that is added. */
    private static final String CRD = "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";

    private static final String CRD_API = "flink.apache.org/v1beta1";

    /** A check of Kubernetes' own models; it throws. */
    private interface Check {
        void accept(JsonElement element) throws IOException;
    }

    private record Kind(String apiVersion, Check check) {}

    private static final Map<String, Kind> CORE =
            Map.ofEntries(
                    Map.entry("ConfigMap", new Kind("v1", V1ConfigMap::validateJsonElement)),
                    Map.entry("Service", new Kind("v1", V1Service::validateJsonElement)),
                    Map.entry(
                            "ServiceAccount",
                            new Kind("v1", V1ServiceAccount::validateJsonElement)),
                    Map.entry("Deployment", new Kind("apps/v1", V1Deployment::validateJsonElement)),
                    Map.entry("Job", new Kind("batch/v1", V1Job::validateJsonElement)),
                    Map.entry(
                            "Ingress",
                            new Kind("networking.k8s.io/v1", V1Ingress::validateJsonElement)),
                    Map.entry(
                            "NetworkPolicy",
                            new Kind("networking.k8s.io/v1", V1NetworkPolicy::validateJsonElement)),
                    Map.entry(
                            "PodDisruptionBudget",
                            new Kind("policy/v1", V1PodDisruptionBudget::validateJsonElement)),
                    Map.entry(
                            "HorizontalPodAutoscaler",
                            new Kind(
                                    "autoscaling/v2",
                                    V2HorizontalPodAutoscaler::validateJsonElement)),
                    Map.entry(
                            "Role",
                            new Kind("rbac.authorization.k8s.io/v1", V1Role::validateJsonElement)),
                    Map.entry(
                            "RoleBinding",
                            new Kind(
                                    "rbac.authorization.k8s.io/v1",
                                    V1RoleBinding::validateJsonElement)));

    /**
     * Of KEDA, as far as the chart uses it; put together from what its documentation says (2.16).
     */
    private static final String SCALED_OBJECT =
            """
            type: object
            additionalProperties: false
            required: [apiVersion, kind, metadata, spec]
            properties:
              apiVersion: {const: keda.sh/v1alpha1}
              kind: {const: ScaledObject}
              metadata: {type: object}
              spec:
                type: object
                additionalProperties: false
                required: [scaleTargetRef, triggers]
                properties:
                  scaleTargetRef:
                    type: object
                    additionalProperties: false
                    required: [name]
                    properties:
                      name: {type: string, minLength: 1}
                  minReplicaCount: {type: integer, minimum: 0}
                  maxReplicaCount: {type: integer, minimum: 1}
                  triggers:
                    type: array
                    minItems: 1
                    items:
                      type: object
                      additionalProperties: false
                      required: [type, metadata]
                      properties:
                        type: {const: kafka}
                        metadata:
                          type: object
                          required: [bootstrapServers, consumerGroup, topic, lagThreshold]
                          additionalProperties: {type: string}
                        authenticationRef:
                          type: object
                          additionalProperties: false
                          required: [name]
                          properties:
                            name: {type: string, minLength: 1}
            """;

    private final JsonSchema flinkDeployment;
    private final JsonSchema flinkBlueGreenDeployment;
    private final JsonSchema scaledObject;

    Kinds() throws IOException {
        // Fills the tables of fields that the checks look into.
        new JSON();
        ObjectNode deployment = flinkDeploymentSchema();
        flinkDeployment = schema(deployment);
        flinkBlueGreenDeployment = schema(blueGreenSchema(deployment));
        scaledObject = schema((ObjectNode) Chart.YAML.readTree(SCALED_OBJECT));
    }

    /** Of Prometheus' operator; with this, fields that its models do not know are errors. */
    private static final ObjectMapper MONITORING =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .annotationIntrospector(new WithoutAnySetter())
                    .build();

    /** The models would take what they do not know by a method for all fields. */
    private static final class WithoutAnySetter extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }

    /** What is wrong with a manifest; empty when it would be taken. */
    List<String> complaints(Manifest manifest) throws IOException {
        return switch (manifest.kind()) {
            case "FlinkDeployment" -> flink(manifest, flinkDeployment);
            case "FlinkBlueGreenDeployment" -> flink(manifest, flinkBlueGreenDeployment);
            case "ScaledObject" -> complaints(manifest, scaledObject);
            case "PodMonitor" -> monitoring(manifest, PodMonitor.class);
            case "PrometheusRule" -> monitoring(manifest, PrometheusRule.class);
            default -> core(manifest);
        };
    }

    private static List<String> monitoring(Manifest manifest, Class<?> model) {
        try {
            MONITORING.treeToValue(manifest.tree(), model);
            return List.of();
        } catch (JsonProcessingException e) {
            return List.of(manifest.title() + ": " + e.getOriginalMessage());
        }
    }

    private static List<String> core(Manifest manifest) throws IOException {
        Kind kind = CORE.get(manifest.kind());
        if (kind == null) {
            return List.of(manifest.title() + ": no check of this kind");
        }
        if (!manifest.tree().path("apiVersion").asText().equals(kind.apiVersion())) {
            return List.of(manifest.title() + ": its apiVersion is " + kind.apiVersion());
        }
        return complaints(manifest.title(), kind.check(), manifest.tree());
    }

    /** The operator's definition has no required fields; those of the pods are Kubernetes' own. */
    private static List<String> flink(Manifest manifest, JsonSchema schema) throws IOException {
        List<String> complaints = complaints(manifest, schema);
        for (Manifest.Pod pod : manifest.pods()) {
            ObjectNode template = pod.template().deepCopy();
            template.remove(List.of("apiVersion", "kind"));
            complaints.addAll(
                    complaints(pod.title(), V1PodTemplateSpec::validateJsonElement, template));
        }
        return complaints;
    }

    private static List<String> complaints(Manifest manifest, JsonSchema schema) {
        List<String> complaints = new ArrayList<>();
        for (ValidationMessage message : schema.validate(manifest.tree())) {
            complaints.add(manifest.title() + ": " + message.getMessage());
        }
        return complaints;
    }

    private static List<String> complaints(String title, Check check, JsonNode tree)
            throws IOException {
        try {
            check.accept(JsonParser.parseString(tree.toString()));
            return List.of();
        } catch (IllegalArgumentException e) {
            return List.of(title + ": " + e.getMessage());
        }
    }

    private static ObjectNode flinkDeploymentSchema() throws IOException {
        try (InputStream file = Kinds.class.getResourceAsStream(CRD)) {
            ObjectNode schema =
                    (ObjectNode)
                            Chart.YAML.readTree(file).at("/spec/versions/0/schema/openAPIV3Schema");
            ((ArrayNode) schema.at("/properties/spec/properties/flinkVersion/enum")).add("v2_2");
            addHead(schema, "FlinkDeployment");
            close(schema);
            return schema;
        }
    }

    /** Not published; put together from what the operator's documentation says (1.14). */
    private static ObjectNode blueGreenSchema(ObjectNode deployment) {
        ObjectNode schema = Chart.YAML.createObjectNode().put("type", "object");
        ObjectNode spec = schema.putObject("properties").putObject("spec").put("type", "object");
        ObjectNode properties = spec.putObject("properties");
        properties
                .putObject("configuration")
                .put("type", "object")
                .putObject("additionalProperties")
                .put("type", "string");
        ObjectNode template = properties.putObject("template").put("type", "object");
        template.putObject("properties").set("spec", deployment.at("/properties/spec"));
        addHead(schema, "FlinkBlueGreenDeployment");
        close(schema);
        return schema;
    }

    private static void addHead(ObjectNode schema, String kind) {
        ObjectNode properties = (ObjectNode) schema.path("properties");
        properties.putObject("apiVersion").put("const", CRD_API);
        properties.putObject("kind").put("const", kind);
        properties.putObject("metadata").put("type", "object");
        schema.putArray("required").add("apiVersion").add("kind").add("metadata").add("spec");
    }

    /** Kubernetes drops fields that it does not know; here they are errors. */
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            object.put("additionalProperties", false);
        }
        node.forEach(Kinds::close);
    }

    private static JsonSchema schema(ObjectNode tree) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(tree);
    }
}
