package io.outpost.ingest.station;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What a garden station sends from the evening to the next noon, a report each minute: it rains in
 * the evening, all of the night's counters are set back at its midnight but those of the month and
 * the year, and for 40 minutes of the morning its network is away.
 */
final class StationSession {
    /** An hour before UTC's: the station stands in Central Europe. */
    static final Instant MIDNIGHT = Instant.parse("2026-03-10T23:00:00Z");

    static final Instant BEGIN = MIDNIGHT.minus(Duration.ofHours(4));
    static final int MINUTES = 16 * 60;
    static final int GAP_BEGIN = 10 * 60;
    static final int GAP_MINUTES = 40;

    /** Of 0.01 in each: the bucket's. */
    private static final int TIPS_OF_THE_YEAR_BEFORE = 3127;

    private static final int TIPS_OF_THE_DAY_BEFORE = 12;

    private static final DateTimeFormatter SPACED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private StationSession() {}

    /**
     * Tips until a minute of the session: a shower before midnight, drizzle after, one in the gap.
     */
    static int tipsUntil(int minute) {
        int shower = Math.max(0, Math.min(minute - 120, 60));
        int drizzle = Math.max(0, Math.min(minute - 300, 200)) / 10;
        int inTheGap = Math.max(0, Math.min(minute - GAP_BEGIN, 30)) / 2;
        return shower + drizzle + inTheGap;
    }

    private static boolean isAway(int minute) {
        return minute > GAP_BEGIN && minute < GAP_BEGIN + GAP_MINUTES;
    }

    private static Instant at(int minute) {
        return BEGIN.plusSeconds(60L * minute);
    }

    private static int tipsOfTheDay(int minute) {
        return at(minute).isBefore(MIDNIGHT)
                ? TIPS_OF_THE_DAY_BEFORE + tipsUntil(minute)
                : tipsUntil(minute) - tipsUntil(240);
    }

    private static String inches(int tips) {
        return BigDecimal.valueOf(tips, 2).setScale(3).toPlainString();
    }

    private static List<String> reports(IntFunction<String> report) {
        List<String> reports = new ArrayList<>();
        for (int minute = 0; minute < MINUTES; minute++) {
            if (!isAway(minute)) {
                reports.add(report.apply(minute));
            }
        }
        return reports;
    }

    /** Of an Ecowitt gateway with a bucket, as the bodies of its requests. */
    static List<String> ofGateway() {
        return reports(
                minute ->
                        "PASSKEY=345544D8EAF42E1B8824A86D8250D5A3&stationtype=GW1100A_V2.3.2&runtime="
                                + (100_000 + 60 * minute)
                                + "&heap=23984&dateutc="
                                + SPACED.format(at(minute)).replace(' ', '+')
                                + "&tempinf=70.2&humidityin=41&baromrelin=29.958&baromabsin=29.816&tempf="
                                + BigDecimal.valueOf(450 - minute / 6, 1)
                                + "&humidity=87&winddir=234&windspeedmph=2.24&windgustmph=4.47"
                                + "&maxdailygust=9.17&solarradiation=0.00&uv=0&rainratein=0.600&eventrainin="
                                + inches(tipsUntil(minute))
                                + "&hourlyrainin="
                                + inches(tipsUntil(minute) - tipsUntil(minute / 60 * 60))
                                + "&dailyrainin="
                                + inches(tipsOfTheDay(minute))
                                + "&weeklyrainin="
                                + inches(tipsOfTheDay(minute) + 40)
                                + "&monthlyrainin="
                                + inches(300 + tipsUntil(minute))
                                + "&yearlyrainin="
                                + inches(TIPS_OF_THE_YEAR_BEFORE + tipsUntil(minute))
                                + "&totalrainin=88.123&vpd=0.114&wh65batt=0&freq=868M&model=GW1100A"
                                + "&interval=60");
    }

    /** Of a station that knows no counter but the day's, as the queries of its requests. */
    static List<String> ofLogger() {
        return reports(
                minute -> {
                    LocalDateTime time = LocalDateTime.ofInstant(at(minute), ZoneOffset.UTC);
                    return "ID=garden&PASSWORD=hunter2&tempf=43.3&humidity=98&dewptf=42.6&windchillf=43.3"
                            + "&winddir=129&windspeedmph=0.00&windgustmph=0.00&rainin="
                            + inches(tipsUntil(minute) - tipsUntil(Math.max(0, minute - 60)))
                            + "&dailyrainin="
                            + inches(tipsOfTheDay(minute))
                            + "&solarradiation=0.00&UV=0&indoortempf=76.5&indoorhumidity=49&baromin=29.05"
                            + "&lowbatt=0&dateutc=2026-3-"
                            + time.getDayOfMonth()
                            + "%20"
                            + time.getHour()
                            + ":"
                            + time.getMinute()
                            + ":0&softwaretype=Weather%20logger%20V2.1.9&action=updateraw&realtime=1&rtfreq=5";
                });
    }

    /** What fell between two minutes of the session, mm. */
    static double fell(int from, int to) {
        return (tipsUntil(to) - tipsUntil(from)) * 0.254;
    }
}
