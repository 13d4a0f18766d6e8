package io.outpost.ingest.station;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a station's outdoor instruments are, in one form for all stations; only fields whose meaning
 * their makers or drivers document.
 */
final class StationHealth {
    /** 0: good, 1: low. */
    private static final List<String> FLAGS =
            List.of("lowbatt", "wh65batt", "wh24batt", "wh25batt", "wh26batt");

    /** Volts; the instrument that measures most first. */
    private static final List<String> VOLTAGES =
            List.of("wh90batt", "wh85batt", "wh80batt", "wh68batt", "wh40batt");

    /** dBm. */
    private static final List<String> STRENGTHS =
            List.of("ws90_rssi", "ws85_rssi", "ws80_rssi", "wh69_rssi", "wh26_rssi");

    /** One cell of 1.5 V; of the others no limit is documented. */
    private static final String OF_ONE_CELL = "wh68batt";

    private static final BigDecimal LOW_VOLTS = new BigDecimal("1.2");
    private static final BigDecimal MOST_VOLTS = BigDecimal.TEN;
    private static final BigDecimal WEAKEST_DBM = new BigDecimal(-150);

    private StationHealth() {}

    /**
     * Extras: {@code battery_low} (true or false), {@code battery_volts} (0..10), {@code
     * signal_dbm} (-150..0). What was not sent, or is outside, is not there.
     */
    static Map<String, String> of(ReportFields fields) {
        Map<String, String> health = new LinkedHashMap<>();
        boolean known = false;
        boolean low = false;
        for (String field : FLAGS) {
            BigDecimal flag = fields.numberOrNull(field);
            boolean isLow = flag != null && flag.compareTo(BigDecimal.ONE) == 0;
            known |= isLow || (flag != null && flag.signum() == 0);
            low |= isLow;
        }
        BigDecimal cell = within(BigDecimal.ZERO, MOST_VOLTS, fields.numberOrNull(OF_ONE_CELL));
        if (cell != null) {
            known = true;
            low |= cell.compareTo(LOW_VOLTS) <= 0;
        }
        if (known) {
            health.put("battery_low", Boolean.toString(low));
        }
        put(health, "battery_volts", BigDecimal.ZERO, MOST_VOLTS, VOLTAGES, fields);
        put(health, "signal_dbm", WEAKEST_DBM, BigDecimal.ZERO, STRENGTHS, fields);
        return health;
    }

    /** The first of the fields with such a value. */
    private static void put(
            Map<String, String> health,
            String name,
            BigDecimal least,
            BigDecimal most,
            List<String> candidates,
            ReportFields fields) {
        for (String field : candidates) {
            BigDecimal value = within(least, most, fields.numberOrNull(field));
            if (value != null) {
                health.put(name, value.toPlainString());
                return;
            }
        }
    }

    private static BigDecimal within(BigDecimal least, BigDecimal most, BigDecimal value) {
        return value == null || value.compareTo(least) < 0 || value.compareTo(most) > 0
                ? null
                : value;
    }
}
