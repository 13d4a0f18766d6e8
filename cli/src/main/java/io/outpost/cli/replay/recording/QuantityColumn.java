package io.outpost.cli.replay.recording;

import io.outpost.cli.replay.mapping.Conversion;
import io.outpost.cli.replay.mapping.Quantity;
import io.outpost.cli.replay.mapping.QuantitySource;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/** One quantity of each row, converted to the unit in which it is sent. */
final class QuantityColumn {
    private final Quantity quantity;
    private final String column;
    private final int position;
    private final Conversion conversion;
    private final Map<String, String> replace;
    private final Set<Double> sentinels;

    QuantityColumn(QuantitySource.Column source, Header header) {
        this.quantity = source.quantity();
        this.column = source.column();
        this.position = header.position(source.column());
        this.conversion = source.conversion();
        this.replace = source.replace();
        this.sentinels = source.sentinels();
    }

    Quantity quantity() {
        return quantity;
    }

    String column() {
        return column;
    }

    int position() {
        return position;
    }

    /**
     * The number of a text. A sentinel and NaN stay as they are, for the job to flag.
     *
     * @throws NumberFormatException when the text is no number
     */
    double number(String text) {
        String replaced = replace.getOrDefault(text, text);
        if (NumberText.isNan(replaced)) {
            return Double.NaN;
        }
        BigDecimal number = NumberText.parse(replaced);
        double asWritten = number.doubleValue();
        return sentinels.contains(asWritten) ? asWritten : conversion.apply(number);
    }
}
