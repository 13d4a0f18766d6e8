package io.outpost.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Rules for what stands in the manifests. */
enum ContentRule implements Rule {
    IMAGES_HAVE_A_TAG {
        @Override
        public List<String> broken(List<Manifest> manifests) {
            return images(manifests)
                    .filter(image -> !image.matches(".*:(?!latest$)[A-Za-z0-9_][A-Za-z0-9._-]*"))
                    .map(image -> image + " has no tag of its own")
                    .toList();
        }
    },
    SECRETS_ARE_REFERENCES {
        @Override
        public List<String> broken(List<Manifest> manifests) {
            List<String> broken = new ArrayList<>();
            Manifest.ofKind(manifests, "Secret").map(Manifest::title).forEach(broken::add);
            Manifest.ofKind(manifests, "ConfigMap")
                    .filter(m -> m.tree().path("data").has("outpost.yaml"))
                    .filter(m -> !m.tree().toString().contains("postgres.password: \\\"none\\\""))
                    .map(m -> m.title() + " holds a password")
                    .forEach(broken::add);
            Manifest.pods(manifests)
                    .flatMap(pod -> pod.containers().stream())
                    .flatMap(container -> Manifest.elements(container.path("env")))
                    .filter(v -> v.has("value") && isSecret(v.path("name").asText()))
                    .map(v -> v.path("name").asText() + " has its value in clear")
                    .forEach(broken::add);
            return broken;
        }
    },
    THE_WAY_IN_IS_ENCRYPTED {
        @Override
        public List<String> broken(List<Manifest> manifests) {
            return Manifest.ofKind(manifests, "Ingress")
                    .filter(m -> m.at("/spec/tls/0/secretName").asText().isEmpty() || !hosts(m))
                    .map(m -> m.title() + " serves a host without a certificate")
                    .toList();
        }

        private boolean hosts(Manifest ingress) {
            List<String> certified =
                    Manifest.elements(ingress.at("/spec/tls/0/hosts"))
                            .map(host -> host.asText())
                            .toList();
            return Manifest.elements(ingress.at("/spec/rules"))
                    .allMatch(rule -> certified.contains(rule.path("host").asText()));
        }
    };

    private static boolean isSecret(String variable) {
        return variable.matches(".*(PASSWORD|SECRET|TOKEN|_KEY|KEY_ID)");
    }

    private static Stream<String> images(List<Manifest> manifests) {
        return manifests.stream()
                .flatMap(
                        m ->
                                m.isFlink()
                                        ? Stream.of(m.flinkSpec().path("image"))
                                        : m.pods().stream()
                                                .flatMap(pod -> pod.containers().stream())
                                                .map(container -> container.path("image")))
                .map(image -> image.asText());
    }
}
