package io.outpost.mqtt;

import io.outpost.decode.ObservationCheck;
import io.outpost.ingest.ObservationJson;
import io.outpost.ingest.ParsedObservation;
import io.outpost.ingest.UnreadableJsonException;
import io.outpost.ingest.station.RejectedReportException;
import io.outpost.ingest.station.StationForm;
import io.outpost.ingest.station.StationProtocol;
import io.outpost.schemas.Observation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * From a message to the observations in it, checked as the job checks them. Whose they are, the
 * topic says; a payload may say the same, and nothing else. Not thread-safe.
 */
final class MessageReader {
    /** A payload that does not fit its format. */
    static final String UNREADABLE = "UNREADABLE";

    /** A payload that names another place or sensor than its topic. */
    static final String NOT_OF_TOPIC = "NOT_OF_TOPIC";

    /** A payload beyond the bound. */
    static final String TOO_LARGE = "TOO_LARGE";

    static final int MOST_BYTES = 256 * 1024;

    private final TopicTemplate template;
    private final MessageFormat format;
    private final ObservationCheck check = new ObservationCheck();

    MessageReader(TopicTemplate template, MessageFormat format) {
        this.template = template;
        this.format = format;
    }

    /**
     * Reads one.
     *
     * @param receivedAt what a station's {@code now} means
     * @throws RejectedMessageException when any observation in it would become a dead letter: then
     *     none is sent
     */
    List<Observation> read(String topic, byte[] payload, Instant receivedAt)
            throws RejectedMessageException {
        if (payload.length > MOST_BYTES) {
            throw new RejectedMessageException(
                    TOO_LARGE, "a payload of more than " + MOST_BYTES + " bytes");
        }
        TopicTemplate.Source source =
                template.sourceOf(topic)
                        .orElseThrow(
                                () ->
                                        new RejectedMessageException(
                                                NOT_OF_TOPIC, "the topic is not as the template"));
        List<Observation> observations =
                switch (format) {
                    case JSON -> json(source, payload);
                    case ECOWITT -> report(StationProtocol.ECOWITT, source, payload, receivedAt);
                    case WEATHER_UNDERGROUND ->
                            report(
                                    StationProtocol.WEATHER_UNDERGROUND,
                                    source,
                                    payload,
                                    receivedAt);
                };
        for (Observation observation : observations) {
            ObservationCheck.Finding finding = check.check(observation, receivedAt.toEpochMilli());
            if (!finding.isAccepted()) {
                throw new RejectedMessageException(finding.reason().name(), finding.detail());
            }
        }
        return observations;
    }

    private static List<Observation> report(
            StationProtocol protocol,
            TopicTemplate.Source source,
            byte[] payload,
            Instant receivedAt)
            throws RejectedMessageException {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
            return List.of(
                    protocol.read(
                                    StationForm.parse(text),
                                    source.placeId(),
                                    source.sensorId(),
                                    receivedAt)
                            .observation());
        } catch (RejectedReportException e) {
            throw new RejectedMessageException(e.reason().name(), e.getMessage());
        } catch (CharacterCodingException e) {
            throw new RejectedMessageException(UNREADABLE, "the payload is not UTF-8");
        }
    }

    private static List<Observation> json(TopicTemplate.Source source, byte[] payload)
            throws RejectedMessageException {
        try {
            List<Observation> observations = new ArrayList<>();
            for (ParsedObservation parsed : ObservationJson.read(payload)) {
                if (!parsed.isReadable()) {
                    throw new RejectedMessageException(
                            UNREADABLE, parsed.pointer() + " " + parsed.detail());
                }
                observations.add(of(source, parsed.observation()));
            }
            return observations;
        } catch (UnreadableJsonException e) {
            throw new RejectedMessageException(UNREADABLE, e.getMessage());
        }
    }

    private static Observation of(TopicTemplate.Source source, Observation observation)
            throws RejectedMessageException {
        observation.put("placeId", same(source.placeId(), observation.getPlaceId()));
        observation.put("sensorId", same(source.sensorId(), observation.getSensorId()));
        return observation;
    }

    private static String same(String ofTopic, String said) throws RejectedMessageException {
        if (!said.isEmpty() && !said.equals(ofTopic)) {
            throw new RejectedMessageException(
                    NOT_OF_TOPIC, "the payload names another place or sensor than its topic");
        }
        return ofTopic;
    }
}
