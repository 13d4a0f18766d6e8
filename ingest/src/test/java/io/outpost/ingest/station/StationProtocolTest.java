package io.outpost.ingest.station;

import static io.outpost.ingest.station.StationProtocol.ECOWITT;
import static io.outpost.ingest.station.StationProtocol.WEATHER_UNDERGROUND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.place.RejectionReason;
import io.outpost.schemas.Observation;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StationProtocolTest {
    private static final Instant RECEIVED = Instant.parse("2026-03-10T21:05:07.250Z");

    private static final String UNDERGROUND =
            "ID=garden&PASSWORD=hunter2&tempf=70.7&humidity=41&dewptf=45.9&windchillf=70.7"
                    + "&winddir=268&windspeedmph=5.00&windgustmph=10.00&rainin=0.01&dailyrainin=0.10"
                    + "&weeklyrainin=0.20&monthlyrainin=0.91&yearlyrainin=4.00&solarradiation=28.78"
                    + "&UV=1&soilmoisture=55&indoortempf=69.8&indoorhumidity=40&absbaromin=28.50"
                    + "&baromin=29.92&lowbatt=0&dateutc=2026-3-10%2021:5:7"
                    + "&softwaretype=WH2600GEN_V2.2.5&action=updateraw&realtime=1&rtfreq=5";

    private static final String GATEWAY =
            "PASSKEY=345544D8EAF42E1B8824A86D8250D5A3&stationtype=GW2000A_V2.1.5&runtime=188738"
                    + "&dateutc=2026-03-10+21:05:00&tempinf=78.80&humidityin=53&baromrelin=29.900"
                    + "&baromabsin=27.885&tempf=50.0&humidity=34&winddir=289&windspeedmph=2.91"
                    + "&windgustmph=3.13&maxdailygust=12.53&solarradiation=530.62&uv=4"
                    + "&rrain_piezo=0.020&erain_piezo=0.100&hrain_piezo=0.100&drain_piezo=0.200"
                    + "&wrain_piezo=0.300&mrain_piezo=0.400&yrain_piezo=0.500&soilmoisture1=46"
                    + "&soilmoisture2=53&ws90cap_volt=5.4&ws90_ver=119&wh90batt=2.74"
                    + "&freq=868M&model=GW2000A";

    private static Observation read(StationProtocol protocol, String form)
            throws RejectedReportException {
        return protocol.read(StationForm.parse(form), "hut", "roof", RECEIVED).observation();
    }

    private static Observation gatewayWith(String fields) throws RejectedReportException {
        return read(ECOWITT, "dateutc=now&" + fields);
    }

    @Test
    void readsAnUploadOfWeatherUnderground() throws RejectedReportException {
        Observation read = read(WEATHER_UNDERGROUND, UNDERGROUND);
        assertEquals("hut", read.getPlaceId());
        assertEquals("roof", read.getSensorId());
        assertEquals(Instant.parse("2026-03-10T21:05:07Z"), read.getObservedAt());
        assertNull(read.getReportingIntervalSeconds());
        assertEquals(21.5, read.getAirTemperatureCelsius());
        assertEquals(41, read.getRelativeHumidityPercent());
        assertEquals(7.722222222222222, read.getDewPointCelsius());
        assertEquals(2.2352, read.getWindSpeedMetresPerSecond());
        assertEquals(4.4704, read.getWindGustMetresPerSecond());
        assertEquals(268, read.getWindDirectionDegrees());
        assertEquals(965.120762497185, read.getPressureHectopascals());
        assertEquals(55, read.getSoilMoisturePercent());
        assertEquals(1, read.getUvIndex());
        assertEquals(101.6, read.getPrecipitationCounterMillimetres());
        assertNull(read.getPrecipitationMillimetres());
    }

    @Test
    void keepsWhatItHasNoNameForAndNoSecrets() throws RejectedReportException {
        assertEquals(
                Map.ofEntries(
                        Map.entry("rain_counter", "yearlyrainin"),
                        Map.entry("battery_low", "false"),
                        Map.entry("lowbatt", "0"),
                        Map.entry("baromin", "29.92"),
                        Map.entry("windchillf", "70.7"),
                        Map.entry("rainin", "0.01"),
                        Map.entry("dailyrainin", "0.10"),
                        Map.entry("weeklyrainin", "0.20"),
                        Map.entry("monthlyrainin", "0.91"),
                        Map.entry("solarradiation", "28.78"),
                        Map.entry("indoortempf", "69.8"),
                        Map.entry("indoorhumidity", "40"),
                        Map.entry("softwaretype", "WH2600GEN_V2.2.5"),
                        Map.entry("rtfreq", "5")),
                read(WEATHER_UNDERGROUND, UNDERGROUND).getExtras());
    }

    @Test
    void readsAReportOfAGatewayWithAPiezoGauge() throws RejectedReportException {
        Observation read = read(ECOWITT, GATEWAY);
        assertEquals(Instant.parse("2026-03-10T21:05:00Z"), read.getObservedAt());
        assertEquals(10, read.getAirTemperatureCelsius());
        assertEquals(12.7, read.getPrecipitationCounterMillimetres());
        assertEquals(944.2944723590879, read.getPressureHectopascals());
        assertEquals(46, read.getSoilMoisturePercent());
        assertEquals(4, read.getUvIndex());
        Map<String, String> extras = read.getExtras();
        assertEquals("78.80", extras.get("tempinf"));
        assertEquals("53", extras.get("humidityin"));
        assertEquals("29.900", extras.get("baromrelin"));
        assertEquals("53", extras.get("soilmoisture2"));
        assertEquals("yrain_piezo", extras.get("rain_counter"));
        assertEquals("2.74", extras.get("battery_volts"));
        assertFalse(extras.containsKey("battery_low"));
        assertFalse(extras.containsKey("PASSKEY"));
    }

    @ParameterizedTest
    @CsvSource({"Passkey", "password", "id", "MAC", "'%20ID'"})
    void aSecretIsOneHoweverItIsWritten(String name) throws RejectedReportException {
        assertEquals(Map.of(), gatewayWith(name + "=345544D8EAF4&tempf=50").getExtras());
    }

    @ParameterizedTest
    @CsvSource({
        "yearlyrainin=1&monthlyrainin=2&weeklyrainin=3&dailyrainin=4, 25.4, yearlyrainin",
        "dailyrainin=4&weeklyrainin=3&monthlyrainin=2, 50.8, monthlyrainin",
        "dailyrainin=4&weeklyrainin=3&hourlyrainin=1, 76.2, weeklyrainin",
        "dailyrainin=4&rainratein=2&yrain_piezo=1, 101.6, dailyrainin",
        "drain_piezo=1&wrain_piezo=2&erain_piezo=9, 50.8, wrain_piezo",
        "totalrainin=7&dailyrainin=1, 25.4, dailyrainin"
    })
    void takesTheCounterThatIsSetBackMostSeldom(String fields, double counter, String field)
            throws RejectedReportException {
        Observation read = gatewayWith(fields);
        assertEquals(counter, read.getPrecipitationCounterMillimetres());
        assertEquals(field, read.getExtras().get("rain_counter"));
        assertNull(read.getPrecipitationMillimetres());
    }

    @Test
    void anHourOfRainSentEachMinuteIsNoRain() throws RejectedReportException {
        Observation read = gatewayWith("hourlyrainin=0.2&eventrainin=1&rainratein=0.4&tempf=50");
        assertNull(read.getPrecipitationCounterMillimetres());
        assertNull(read.getPrecipitationMillimetres());
        assertEquals("0.2", read.getExtras().get("hourlyrainin"));
        assertFalse(read.getExtras().containsKey("rain_counter"));
    }

    @Test
    void aCounterThatIsSilentForAReportIsNotReplacedByAnother() throws RejectedReportException {
        Observation read = gatewayWith("yearlyrainin=--&dailyrainin=0.1&baromabsin=&baromrelin=29");
        assertNull(read.getPrecipitationCounterMillimetres());
        assertNull(read.getPressureHectopascals());
        assertEquals("yearlyrainin", read.getExtras().get("rain_counter"));
    }

    @Test
    void takesTheRelativePressureOfAStationThatHasNoOther() throws RejectedReportException {
        assertEquals(
                1013.2074811900272,
                read(WEATHER_UNDERGROUND, "dateutc=now&baromin=29.92").getPressureHectopascals());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--", "-9999", "-9999.0", "--.-", "%20"})
    void whatASilentInstrumentSendsIsNoValue(String text) throws RejectedReportException {
        Observation read = gatewayWith("tempf=" + text + "&humidity=50&co2=" + text);
        assertNull(read.getAirTemperatureCelsius());
        assertEquals(50, read.getRelativeHumidityPercent());
        assertEquals(Map.of(), read.getExtras());
    }

    @Test
    void aVaneInACalmSaysNothing() throws RejectedReportException {
        Observation calm = gatewayWith("windspeedmph=0.00&winddir=268");
        assertNull(calm.getWindDirectionDegrees());
        assertEquals(0, calm.getWindSpeedMetresPerSecond());
        assertEquals("268", calm.getExtras().get("winddir"));
        assertEquals(268, gatewayWith("winddir=268").getWindDirectionDegrees());
    }

    @Test
    void nowIsTheTimeOfReceipt() throws RejectedReportException {
        assertEquals(RECEIVED, gatewayWith("tempf=50").getObservedAt());
    }

    @ParameterizedTest
    @CsvSource({
        "tempf=50, MISSING_TIME",
        "dateutc=&tempf=50, MISSING_TIME",
        "dateutc=yesterday, UNDECODABLE",
        "dateutc=2026-02-30 10:00:00, UNDECODABLE",
        "dateutc=2026-03-10 24:00:00, UNDECODABLE",
        "dateutc=1e9, UNDECODABLE"
    })
    void aReportWithoutATimeIsRejected(String form, RejectionReason reason) {
        RejectedReportException rejected =
                assertThrows(RejectedReportException.class, () -> read(ECOWITT, form));
        assertEquals(reason, rejected.reason());
        assertEquals("dateutc", rejected.field());
        assertTrue(rejected.getMessage().contains("2026-03-10 21:05:00"));
    }

    @ParameterizedTest
    @CsvSource({
        "tempf, warm",
        "humidity, NaN",
        "windspeedmph, Infinity",
        "windgustmph, 0x1p3",
        "winddir, 12f",
        "baromabsin, 1e999999999",
        "yearlyrainin, '1,5'",
        "uv, 1 2"
    })
    void aValueThatIsNoNumberIsRejectedAndNamed(String field, String text) {
        RejectedReportException rejected =
                assertThrows(RejectedReportException.class, () -> gatewayWith(field + "=" + text));
        assertEquals(RejectionReason.UNDECODABLE, rejected.reason());
        assertEquals(field, rejected.field());
        assertEquals(field + " must be a number, such as 68.4", rejected.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "wh65batt=0&wh26batt=0, false, , ",
        "wh65batt=0&wh26batt=1, true, , ",
        "wh65batt=7, , , ",
        "wh90batt=3.04&wh40batt=1.6&ws90_rssi=-71, , 3.04, -71",
        "wh68batt=1.2, true, 1.2, ",
        "wh68batt=1.54&wh40batt=1.3, false, 1.54, ",
        "wh90batt=good&ws90_rssi=4, , , "
    })
    void saysHowTheStationIs(String fields, String low, String volts, String dbm)
            throws RejectedReportException {
        Map<String, String> extras = gatewayWith(fields).getExtras();
        assertEquals(low, extras.get("battery_low"));
        assertEquals(volts, extras.get("battery_volts"));
        assertEquals(dbm, extras.get("signal_dbm"));
        for (String field : fields.split("&", -1)) {
            String[] raw = field.split("=", 2);
            assertEquals(raw[1], extras.get(raw[0]));
        }
    }

    @Test
    void whatDoesNotFitIsCounted() throws RejectedReportException {
        StringBuilder form = new StringBuilder("dateutc=now&tempf=50&wh65batt=1&yearlyrainin=1");
        for (int i = 100; i < 200; i++) {
            form.append("&other").append(i).append("=1");
        }
        StationReport report =
                ECOWITT.read(StationForm.parse(form.toString()), "hut", "roof", RECEIVED);
        Map<String, String> extras = report.observation().getExtras();
        assertEquals(64, extras.size());
        // 100 others and the flag, less the 62 that there is room for.
        assertEquals(39, report.extrasLeftOut());
        assertEquals("true", extras.get("battery_low"));
        assertEquals("yearlyrainin", extras.get("rain_counter"));

        StationReport large =
                ECOWITT.read(
                        Map.of("dateutc", "now", "a", "x".repeat(16_385), "b", "1"),
                        "hut",
                        "roof",
                        RECEIVED);
        assertEquals(Map.of("b", "1"), large.observation().getExtras());
        assertEquals(1, large.extrasLeftOut());
    }

    @Test
    void aFieldOfTheSenderDoesNotStandForOurs() throws RejectedReportException {
        Map<String, String> extras = gatewayWith("wh65batt=1&battery_low=false").getExtras();
        assertEquals("true", extras.get("battery_low"));
    }

    @ParameterizedTest
    @CsvSource({"a=1&b=%4, UNDECODABLE", "a=1&a=2, UNDECODABLE", "a=1&a=, UNDECODABLE"})
    void aFormThatCannotBeReadIsRejected(String form, RejectionReason reason) {
        assertEquals(
                reason,
                assertThrows(RejectedReportException.class, () -> StationForm.parse(form))
                        .reason());
    }

    @Test
    void aFormIsBounded() throws RejectedReportException {
        String most = fields(StationForm.MOST_FIELDS);
        assertEquals(StationForm.MOST_FIELDS, StationForm.parse(most).size());
        for (String tooMuch :
                new String[] {most + "&more=1", "a=" + "1".repeat(StationForm.LONGEST)}) {
            assertEquals(
                    RejectionReason.TOO_LARGE,
                    assertThrows(RejectedReportException.class, () -> StationForm.parse(tooMuch))
                            .reason());
        }
        assertEquals(Map.of("a", "1 2", "b", "", "c", ""), StationForm.parse("a=1+2&&b&c=\r\n"));
    }

    @Property
    void whateverIsSentIsReadOrRejected(@ForAll String form, @ForAll StationProtocol protocol) {
        try {
            Observation read = read(protocol, "dateutc=now&" + form);
            assertTrue(read.getExtras().size() <= 64);
        } catch (RejectedReportException e) {
            assertFalse(e.field().isBlank());
        }
    }

    private static String fields(int number) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < number; i++) {
            form.append("&f").append(i).append("=1");
        }
        return form.substring(1);
    }
}
