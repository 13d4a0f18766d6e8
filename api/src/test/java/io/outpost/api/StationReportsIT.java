package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.api.postgres.PostgresSettings;
import io.outpost.api.sensor.Enrolled;
import io.outpost.api.sensor.SensorSettings;
import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.WireFormat;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Reports of consumer stations with keys, into a real log. */
@ExtendWith({RunningApi.class, RunningLog.class})
final class StationReportsIT {
    private static final String UPLOAD = "/weatherstation/updateweatherstation.php";
    private static final String REPORT = "/data/report/";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String SECRET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

    private final RunningLog.Parts log;
    private final PostgresSettings settings;
    private final Enrolled enrolled;
    private Application application;
    private Api api;

    StationReportsIT(RunningLog.Parts log, PostgresSettings settings, EmbeddedPostgres postgres) {
        this.log = log;
        this.settings = settings;
        this.enrolled = new Enrolled(Jdbi.create(postgres.getPostgresDatabase()));
    }

    @BeforeEach
    void start() {
        application =
                RunningApi.start(
                        settings,
                        Optional.of(log.settings()),
                        new SensorSettings(true, 100, 1_000, 0, 0));
        api = Api.of(application);
    }

    @AfterEach
    void stop() {
        application.close();
    }

    /** The query with a key of a new sensor of a place. */
    private String keyOf(String place, String sensor) {
        enrolled.sensor("sensor-" + place, "tenant", place, sensor);
        enrolled.secret("sensor-" + place, "key-" + place, SECRET, 1);
        return "?ID=key-" + place + "&PASSWORD=" + SECRET;
    }

    private List<Observation> sent(String place) {
        return log.recordsOf(place).stream().map(StationReportsIT::decoded).toList();
    }

    private static Observation decoded(ConsumerRecord<byte[], byte[]> record) {
        int header = WireFormat.HEADER_BYTES;
        try {
            return new SpecificDatumReader<>(Observation.class)
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(
                                            record.value(),
                                            header,
                                            record.value().length - header,
                                            null));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anUploadForWeatherUndergroundIsInTheLogWhenItIsAnswered() {
        String key = keyOf("wu", "roof");
        Api.Answer answer =
                api.get(
                        UPLOAD
                                + key
                                + "&dateutc=2026-3-10%2021:5:7&tempf=70.7&humidity=41&yearlyrainin=4.00&rainin=0.01"
                                + "&lowbatt=0&softwaretype=WH2600&action=updateraw&realtime=1&rtfreq=5");
        assertEquals(200, answer.status(), answer.text());
        assertEquals("success\n", answer.text());
        Observation report = sent("wu").get(0);
        assertEquals("roof", report.getSensorId());
        assertEquals(Instant.parse("2026-03-10T21:05:07Z"), report.getObservedAt());
        assertEquals(21.5, report.getAirTemperatureCelsius());
        assertEquals(101.6, report.getPrecipitationCounterMillimetres());
        assertEquals("WH2600", report.getExtras().get("softwaretype"));
        assertFalse(report.toString().contains(SECRET));
    }

    @Test
    void aReportOfAGatewayIsInTheLogWhenItIsAnswered() {
        String key = keyOf("ecowitt", null);
        String body =
                "PASSKEY=345544D8EAF42E1B8824A86D8250D5A3&dateutc=now&tempf=50.0&yrain_piezo=0.500"
                        + "&wh90batt=2.74&model=GW2000A";
        Api.Answer answer = api.post(REPORT + key, FORM, body);
        assertEquals(200, answer.status(), answer.text());
        assertEquals("{\"errcode\":\"0\",\"errmsg\":\"ok\"}", answer.text());
        Observation report = sent("ecowitt").get(0);
        assertEquals("sensor-ecowitt", report.getSensorId());
        assertEquals(12.7, report.getPrecipitationCounterMillimetres());
        assertEquals("2.74", report.getExtras().get("battery_volts"));
        assertNull(report.getExtras().get("PASSKEY"));
    }

    @Test
    void nobodySendsWithoutAKey() {
        keyOf("guarded", "roof");
        String report = "&dateutc=now&tempf=50";
        assertEquals(401, api.get(UPLOAD + "?dateutc=now&tempf=50").status());
        for (String wrong : List.of("?ID=key-guarded&PASSWORD=wrong", "?ID=x&PASSWORD=" + SECRET)) {
            Api.Answer answer = api.get(UPLOAD + wrong + report);
            assertEquals(401, answer.status(), answer.text());
            assertFalse(answer.text().contains(SECRET), answer.text());
            assertEquals(401, api.post(REPORT + wrong, FORM, "dateutc=now&tempf=50").status());
        }
        assertEquals(0, log.recordsOf("guarded").size());
    }

    @Test
    void whatCannotBeReadIsSaid() {
        String key = keyOf("wrong", "roof");
        Api.Answer warm = api.get(UPLOAD + key + "&dateutc=now&tempf=warm");
        assertEquals(422, warm.status(), warm.text());
        assertEquals("/query/tempf", warm.json().at("/errors/0/pointer").asText());
        assertFalse(warm.text().contains(SECRET), warm.text());
        Api.Answer future = api.get(UPLOAD + key + "&dateutc=2126-03-10+21:05:07&tempf=50");
        assertEquals(422, future.status(), future.text());
        assertTrue(future.text().contains("IN_FUTURE"), future.text());
        assertEquals(422, api.post(REPORT + key, FORM, "tempf=%zz").status());
        assertEquals(422, api.post(REPORT + key, FORM, "dateutc=now").status());
        assertEquals(400, api.get(UPLOAD + key + "&dateutc=now&tempf=50&tempf=51").status());
        assertEquals(0, log.recordsOf("wrong").size());
    }
}
