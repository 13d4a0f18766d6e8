package io.outpost.cli.replay.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.outpost.cli.replay.mapping.CsvLayout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows of a file with a JSON object per line; a field within a field is the column {@code a.b}. */
final class JsonRows implements Rows {
    private static final ObjectReader JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build()
                    .readerFor(JsonNode.class);

    private final Lines lines;
    private final Header header;
    private final Iterator<Row> rows;

    JsonRows(Lines lines, CsvLayout layout, String file) throws IOException {
        this.lines = lines;
        Set<String> names = new LinkedHashSet<>();
        List<Row> broken = new ArrayList<>();
        Map<Long, Map<String, String>> objects = new LinkedHashMap<>();
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (!line.isBlank()) {
                read(line, objects, broken);
            }
        }
        objects.values().forEach(object -> names.addAll(object.keySet()));
        this.header = new Header(new Line(file, 1), names, layout.rename());
        List<Row> all = new ArrayList<>(broken);
        objects.forEach((number, object) -> all.add(row(names, object, number)));
        this.rows = all.iterator();
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public Row next() {
        return rows.hasNext() ? rows.next() : null;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private void read(String line, Map<Long, Map<String, String>> objects, List<Row> broken) {
        try {
            JsonNode node = JSON.readValue(line);
            if (!node.isObject()) {
                throw new IllegalArgumentException("no object");
            }
            Map<String, String> object = new LinkedHashMap<>();
            flatten("", node, object);
            objects.put(lines.number(), object);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            broken.add(Row.broken(lines.number(), UnreadableReason.BAD_JSON, line));
        }
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> into) {
        node.properties()
                .forEach(
                        field -> {
                            JsonNode value = field.getValue();
                            String name = prefix + field.getKey();
                            if (value.isObject()) {
                                flatten(name + ".", value, into);
                            } else if (!value.isNull()) {
                                into.put(name, value.isArray() ? "" + value : value.asText());
                            }
                        });
    }

    private static Row row(Set<String> names, Map<String, String> object, long line) {
        return Row.of(
                names.stream().map(n -> object.getOrDefault(n, "")).toArray(String[]::new), line);
    }
}
