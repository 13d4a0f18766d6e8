package io.outpost.e2e.rig;

import java.io.ByteArrayOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of Kafka's console consumer that prints partition, offset and value, the value by its
 * {@code BytesDeserializer}: what is no printable character stands as {@code \x00}.
 */
record ConsoleLine(int partition, long offset, byte[] value) {
    private static final Pattern LINE =
            Pattern.compile("Partition:(\\d+)\tOffset:(\\d+)\t(.*)", Pattern.DOTALL);

    private static final int HEX = 16;
    private static final int ESCAPE_CHARACTERS = 4;

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when it is none
     */
    static ConsoleLine parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no line of the console consumer: " + line);
        }
        return new ConsoleLine(
                Integer.parseInt(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                bytes(matcher.group(3)));
    }

    private static byte[] bytes(String printed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(printed.length());
        for (int i = 0; i < printed.length(); ) {
            if (printed.startsWith("\\x", i)) {
                bytes.write(Integer.parseInt(printed.substring(i + 2, i + ESCAPE_CHARACTERS), HEX));
                i += ESCAPE_CHARACTERS;
            } else {
                bytes.write(printed.charAt(i));
                i++;
            }
        }
        return bytes.toByteArray();
    }
}
