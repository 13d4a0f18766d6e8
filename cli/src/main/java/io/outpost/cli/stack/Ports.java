package io.outpost.cli.stack;

import java.util.LinkedHashMap;
import java.util.Map;

/** The ports of the stack on 127.0.0.1, counted from one base. */
record Ports(int base) {
    static final String HOST = "127.0.0.1";
    static final int DEFAULT_BASE = 18080;

    int api() {
        return base;
    }

    int kafka() {
        return base + 1;
    }

    int kafkaController() {
        return base + 2;
    }

    int registry() {
        return base + 3;
    }

    int postgres() {
        return base + 4;
    }

    int flinkRest() {
        return base + 5;
    }

    int jobManagerRpc() {
        return base + 6;
    }

    int jobManagerBlob() {
        return base + 7;
    }

    /** Where the registry itself listens; everybody asks at {@link #registry}. */
    int registryBehindGate() {
        return base + 8;
    }

    int taskManagerData() {
        return base + 9;
    }

    int zooKeeper() {
        return base + 10;
    }

    /** Only of {@code up --simulate}. */
    int simulator() {
        return base + 11;
    }

    /** Where the API answers operators. */
    int apiManagement() {
        return base + 12;
    }

    /** Only of {@code up --observe}, as are the next three. */
    int prometheus() {
        return base + 13;
    }

    int alertmanager() {
        return base + 14;
    }

    int jobManagerMetrics() {
        return base + 15;
    }

    int taskManagerMetrics() {
        return base + 16;
    }

    /** Where Prometheus looks for {@code mqtt}, which {@code up} does not start. */
    int mqttManagement() {
        return base + 19;
    }

    /** The same for {@code poll}. */
    int pollManagement() {
        return base + 20;
    }

    /** The same for {@code deliver}. */
    int deliverManagement() {
        return base + 21;
    }

    /** What only {@code up --observe} needs. */
    Map<String, Integer> ofObserving() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("Prometheus", prometheus());
        ports.put("Alertmanager", alertmanager());
        ports.put("Flink's JobManager (metrics)", jobManagerMetrics());
        ports.put("Flink's TaskManager (metrics)", taskManagerMetrics());
        return ports;
    }

    /** Every port with the name of what listens there, in the order of the numbers. */
    Map<String, Integer> byName() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("the API", api());
        ports.put("Kafka", kafka());
        ports.put("Kafka's controller", kafkaController());
        ports.put("the schema registry", registry());
        ports.put("Postgres", postgres());
        ports.put("Flink's REST interface", flinkRest());
        ports.put("Flink's JobManager", jobManagerRpc());
        ports.put("Flink's JobManager (blobs)", jobManagerBlob());
        ports.put("the schema registry (behind its gate)", registryBehindGate());
        ports.put("Flink's TaskManager", taskManagerData());
        ports.put("ZooKeeper", zooKeeper());
        ports.put("the API (for operators)", apiManagement());
        return ports;
    }

    static String address(int port) {
        return HOST + ":" + port;
    }
}
