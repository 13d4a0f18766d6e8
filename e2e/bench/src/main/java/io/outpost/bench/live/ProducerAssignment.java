package io.outpost.bench.live;

import java.util.List;
import java.util.Map;

/**
 * What the producer's process is told.
 *
 * @param intervalSeconds that each observation declares
 */
record ProducerAssignment(
        String bootstrapServers,
        String topic,
        int schemaId,
        int intervalSeconds,
        Schedule schedule,
        Watched watched) {

    List<String> arguments() {
        return List.of(
                "kafka=" + bootstrapServers,
                "topic=" + topic,
                "schema=" + schemaId,
                "interval=" + intervalSeconds,
                "start=" + schedule.startMillis(),
                "from=" + schedule.fromPerSecond(),
                "to=" + schedule.toPerSecond(),
                "seconds=" + schedule.seconds(),
                "places=" + schedule.places(),
                "every=" + watched.every(),
                "first-end=" + watched.firstEndMinute(),
                "minutes=" + watched.minutes());
    }

    static ProducerAssignment parse(String[] arguments) {
        Map<String, String> values = JobAssignment.values(arguments);
        int places = Integer.parseInt(values.get("places"));
        return new ProducerAssignment(
                values.get("kafka"),
                values.get("topic"),
                Integer.parseInt(values.get("schema")),
                Integer.parseInt(values.get("interval")),
                new Schedule(
                        Long.parseLong(values.get("start")),
                        Double.parseDouble(values.get("from")),
                        Double.parseDouble(values.get("to")),
                        Integer.parseInt(values.get("seconds")),
                        places),
                new Watched(
                        places,
                        Integer.parseInt(values.get("every")),
                        Long.parseLong(values.get("first-end")),
                        Integer.parseInt(values.get("minutes"))));
    }
}
