package io.outpost.decode.preference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.condition.Cadence;
import io.outpost.core.preference.Expression.All;
import io.outpost.core.preference.Expression.Comparison;
import io.outpost.core.preference.NoData;
import io.outpost.core.preference.Operator;
import io.outpost.core.preference.Preference;
import io.outpost.core.preference.Signal;
import io.outpost.core.preference.Statistic;
import io.outpost.core.preference.Threshold;
import io.outpost.core.weather.Quantity;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferenceReaderTest {
    private static final String WARM = "{'measure':'air_temperature_celsius','at_least':20}";

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs().withoutEdgeCases();
    }

    @Property(tries = 500)
    void whatIsWrittenIsReadTheSame(@ForAll("seeds") long seed) throws Exception {
        Preference preference = Documents.any(new Random(seed));
        byte[] written = PreferenceWriter.write(preference);
        Preference read = PreferenceReader.read(written, Documents.LEVELS);
        assertEquals(preference, read);
        assertArrayEquals(written, PreferenceWriter.write(read));
    }

    /** Whatever bytes: a preference, or faults that point at something. */
    @Property(tries = 1000)
    void anyBytesAreAPreferenceOrFaults(@ForAll("seeds") long seed) {
        Random random = new Random(seed);
        byte[] bytes = PreferenceWriter.write(Documents.any(random));
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
        }
        try {
            Preference read = PreferenceReader.read(bytes, Documents.LEVELS);
            assertTrue(read.when().nodes() <= Preference.MOST_NODES);
        } catch (UnreadablePreferenceException e) {
            assertTrue(e.faults().size() >= 1);
        }
    }

    @Test
    void readsWhatPeopleWrite() throws Exception {
        Preference read =
                read(
                        "{'name':'Dry trail','cooldown':'P1D','when':{'all':["
                                + "{'condition':'MUD','at_most':'TACKY'},"
                                + "{'measure':'precipitation_millimetres','over':'P3D','at_most':0,'no_data':'not_matching'}"
                                + "]}}");
        All all = (All) read.when();
        assertEquals(
                new Comparison(
                        Signal.measure(
                                Quantity.PRECIPITATION_MILLIMETRES, Statistic.TOTAL, 72 * 3600),
                        Operator.AT_MOST,
                        Threshold.of(0),
                        0,
                        NoData.NOT_MATCHING),
                all.parts().get(1));
        assertEquals(Cadence.HOUR, read.cadence());
        assertEquals(
                "{\"name\":\"Dry trail\",\"when\":{\"all\":["
                        + "{\"condition\":\"MUD\",\"at_most\":\"TACKY\"},"
                        + "{\"measure\":\"precipitation_millimetres\",\"over\":\"PT72H\",\"at_most\":0,"
                        + "\"no_data\":\"not_matching\"}]},\"cooldown\":\"PT24H\"}",
                new String(PreferenceWriter.write(read), UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /when | missing",
                "{'when':3} | /when | not-object",
                "{'when':{}} | /when | missing",
                "{'when':{'all':[]}} | /when/all | wrong-length",
                "{'when':{'all':3}} | /when/all | not-list",
                "{'when':{'all':[WARM],'any':[WARM]}} | /when | ambiguous",
                "{'when':{'all':[WARM],'of':WARM}} | /when/of | unknown",
                "{'when':{'any':[WARM,{'not':{'all':[WARM,{'measure':'air'}]}}]}} | /when/any/1/not/all/1/measure | unknown",
                "{'when':{'measure':'wind_direction_degrees','above':1}} | /when/measure | unknown",
                "{'when':{'measure':'precipitation_counter_millimetres','above':1}} | /when/measure | unknown",
                "{'when':{'measure':'uv_index'}} | /when | missing",
                "{'when':{'measure':'uv_index','above':1,'below':3}} | /when | ambiguous",
                "{'when':{'measure':'uv_index','above':'1'}} | /when/above | not-number",
                "{'when':{'measure':'uv_index','above':1e400}} | /when/above | out-of-range",
                "{'when':{'measure':'uv_index','above':-1}} | /when/above | out-of-range",
                "{'when':{'measure':'uv_index','above':{'percentile':90}}} | /when/above | not-learned",
                "{'when':{'model':'flow_millimetres_per_hour','above':{'percentile':91}}} | /when/above/percentile | not-learned",
                "{'when':{'model':'flow_millimetres_per_hour','above':{}}} | /when/above/percentile | missing",
                "{'when':{'model':'flow_millimetres_per_hour','over':'PT2H','above':1}} | /when/over | unknown",
                "{'when':{'measure':'uv_index','above':1,'over':'PT90M'}} | /when/over | not-known",
                "{'when':{'measure':'uv_index','above':1,'over':'PT169H'}} | /when/over | out-of-range",
                "{'when':{'measure':'uv_index','above':1,'over':'PT1.5H'}} | /when/over | not-duration",
                "{'when':{'measure':'uv_index','above':1,'over':'soon'}} | /when/over | not-duration",
                "{'when':{'measure':'uv_index','above':1,'statistic':'total'}} | /when/statistic | not-known",
                "{'when':{'measure':'uv_index','above':1,'hysteresis':-1}} | /when/hysteresis | out-of-range",
                "{'when':{'measure':'uv_index','above':1,'no_data':'ok'}} | /when/no_data | unknown",
                "{'when':{'measure':'air_temperature_celsius','above':70,'unit':'fahrenheit'}} | /when/unit | wrong-unit",
                "{'when':{'condition':'MUD','at_most':'SLIPPERY'}} | /when/at_most | unknown-level",
                "{'when':{'condition':'MUD','at_most':3}} | /when/at_most | not-text",
                "{'when':{'condition':'ICE','at_most':'NONE'}} | /when/condition | unknown",
                "{'when':{'condition':'MUD','at_most':'NONE','hysteresis':1}} | /when/hysteresis | unknown",
                "{'when':{'for_at_least':'PT2H'}} | /when/of | missing",
                "{'when':{'for_at_least':'PT0M','of':WARM}} | /when/for_at_least | out-of-range",
                "{'when':{'all':[{'condition':'MUD','at_most':'DRY'},{'condition':'HEAT','at_most':'NONE'}]}} | /when/all/1 | mixed-cadence",
                "{'when':{'all':[{'measure':'water_level_metres','above':{'percentile':90}},{'condition':'HEAT','at_most':'NONE'}]}} | /when/all/1 | mixed-cadence",
                "{'when':WARM,'pending':'P8D'} | /pending | out-of-range",
                "{'when':WARM,'pending':null} | /pending | not-text",
                "{'when':WARM,'recover':'PT1H'} | /recover | unknown",
                "{'when':WARM,'a/b~c':1} | /a~1b~0c | unknown",
                "{'when':WARM,'levels':[{'level':'LOUD'}]} | /levels/0/level | unknown",
                "{'when':WARM,'levels':[{'level':'NOTICE','after':'PT1H'}]} | /levels/0 | not-rising",
                "{'when':WARM,'levels':[{'level':'WARNING'},{'level':'NOTICE','after':'PT1H'}]} | /levels/1 | not-rising",
                "{'when':WARM,'levels':[{'after':'PT0M'}]} | /levels/0/level | missing",
                "{'when':WARM,'quiet_hours':[{'from':'24:00','to':'06:00'}]} | /quiet_hours/0/from | not-time",
                "{'when':WARM,'quiet_hours':[{'from':'06:00','to':'06:00'}]} | /quiet_hours/0 | no-time",
                "{'when':WARM,'mute_until':'tomorrow'} | /mute_until | not-time",
                "{'when':WARM,'mute_until':'2026-02-30T00:00:00Z'} | /mute_until | no-time",
                "{'when':WARM,'mute_until':'9999-12-31T23:59:59-18:00'} | /mute_until | out-of-range"
            })
    void pointsAtWhatIsWrong(String document, String pointer, String code) {
        String named = document.replace("WARM", WARM).replaceFirst("\\{", "{'name':'x',");
        PreferenceFault fault = faults(named.replace(",}", "}").getBytes(UTF_8)).get(0);
        assertEquals(pointer, fault.pointer());
        assertEquals(code, fault.code());
        assertTrue(!fault.detail().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'when':WARM} | missing",
                "{'name':'','when':WARM} | not-name",
                "{'name':' ','when':WARM} | not-name",
                "{'name':'a\\u0000','when':WARM} | not-name",
                "{'name':'\\ud800','when':WARM} | not-name",
                "{'name':7,'when':WARM} | not-text"
            })
    void wantsAName(String document, String code) {
        PreferenceFault fault = faults(document.replace("WARM", WARM).getBytes(UTF_8)).get(0);
        assertEquals("/name", fault.pointer());
        assertEquals(code, fault.code());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | not-json",
                "{ | not-json",
                "{'name':'x'} {} | not-json",
                "{'name':'x','name':'y'} | not-json",
                "{'name':NaN} | not-json",
                "[] | not-object"
            })
    void isOneObjectOfJson(String document, String code) {
        assertEquals(code, faults(document.getBytes(UTF_8)).get(0).code());
    }

    @Test
    void whatIsComparedWithAPercentileIsOfHours() throws Exception {
        String document =
                "{\"name\":\"High\",\"when\":{\"measure\":\"water_level_metres\",\"above\":%s}}";
        assertEquals(Cadence.MINUTE, read(document.formatted("2")).cadence());
        assertEquals(Cadence.HOUR, read(document.formatted("{\"percentile\":90}")).cadence());
    }

    @Test
    void saysAllThatIsWrongButNotMore() {
        List<PreferenceFault> two =
                faults("{'name':7,'when':{'measure':'air','above':1}}".getBytes(UTF_8));
        assertEquals(
                List.of("/name", "/when/measure"),
                two.stream().map(PreferenceFault::pointer).toList());
        String many = "{'name':'x','when':{'all':[" + "7,".repeat(60) + "7]}}";
        assertEquals(20, faults(many.getBytes(UTF_8)).size());
    }

    @Test
    void isBoundedInNodesAndDepth() throws Exception {
        assertEquals(64, read(named(all(63))).when().nodes());
        PreferenceFault many = faults(named(all(64)).getBytes(UTF_8)).get(0);
        assertEquals("too-many", many.code());
        assertEquals("/when/all/63", many.pointer());
        assertEquals(8, read(named(nots(7))).when().depth());
        PreferenceFault deep = faults(named(nots(8)).getBytes(UTF_8)).get(0);
        assertEquals("too-deep", deep.code());
        assertEquals("/when" + "/not".repeat(8), deep.pointer());
    }

    @Test
    void tenThousandDeepAndTenMegabytesFailAtOnce() {
        PreferenceFault large = faults(named(nots(10_000)).getBytes(UTF_8)).get(0);
        assertEquals("too-large", large.code());
        String lists = "{'name':'x','when':" + "[".repeat(10_000);
        PreferenceFault deep = faults(lists.getBytes(UTF_8)).get(0);
        assertEquals("too-deep", deep.code());
        assertTrue(deep.pointer().startsWith("/when/0/0"), deep.pointer());
        assertEquals("too-large", faults(new byte[10_000_000]).get(0).code());
        String text = "{'name':'" + "x".repeat(2_000) + "'}";
        assertEquals("too-long", faults(text.getBytes(UTF_8)).get(0).code());
    }

    private static String named(String when) {
        return "{'name':'x','when':" + when + "}";
    }

    private static String all(int parts) {
        return "{'all':[" + (WARM + ",").repeat(parts - 1) + WARM + "]}";
    }

    private static String nots(int count) {
        return "{'not':".repeat(count) + WARM + "}".repeat(count);
    }

    private static Preference read(String json) throws UnreadablePreferenceException {
        return PreferenceReader.read(json.replace('\'', '"').getBytes(UTF_8), Documents.LEVELS);
    }

    private static List<PreferenceFault> faults(byte[] json) {
        byte[] quoted = new String(json, UTF_8).replace('\'', '"').getBytes(UTF_8);
        return assertThrows(
                        UnreadablePreferenceException.class,
                        () -> PreferenceReader.read(quoted, Documents.LEVELS))
                .faults();
    }
}
