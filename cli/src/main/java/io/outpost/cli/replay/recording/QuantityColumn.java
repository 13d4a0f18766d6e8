package io.outpost.cli.replay.recording;

import io.outpost.cli.replay.mapping.QuantitySource;
import io.outpost.core.weather.Quantity;
import java.math.BigDecimal;

/**
 * One quantity of each row, converted to the unit in which it is sent.
 *
 * @param position of its column
 */
record QuantityColumn(QuantitySource.Column source, int position) {

    QuantityColumn(QuantitySource.Column source, Header header) {
        this(source, header.position(source.column()));
    }

    Quantity quantity() {
        return source.quantity();
    }

    String column() {
        return source.column();
    }

    /**
     * The number of a text. A sentinel and NaN stay as they are, for the job to flag.
     *
     * @throws NumberFormatException when the text is no number
     */
    double number(String text) {
        if (NumberText.isNan(text)) {
            return Double.NaN;
        }
        BigDecimal replaced = source.replace().get(text);
        BigDecimal number = replaced == null ? NumberText.parse(text) : replaced;
        double asWritten = number.doubleValue();
        return source.sentinels().contains(asWritten)
                ? asWritten
                : source.conversion().apply(number);
    }
}
