package io.outpost.api.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.outpost.api.web.Json;
import io.outpost.api.web.Problem;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import io.outpost.schemas.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Parameters of a place as people write them: by the names of answers. What is left out is not
 * known; what each may be: docs/topology.md, Parameters of a place.
 */
record PlaceDocument(
        String name,
        Position position,
        Double elevationMetres,
        String timeZone,
        Integer staleAfterSeconds,
        String surface,
        String streamSize,
        Double aspectDegrees,
        Double windHeightMetres,
        String attribution) {

    private static final int DEEPEST = 4;

    private static final JsonMapper JSON =
            Json.strict(DEEPEST)
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .withCoercionConfig(
                            LogicalType.Textual,
                            config ->
                                    config.setCoercion(
                                                    CoercionInputShape.Integer, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Float, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Boolean,
                                                    CoercionAction.Fail))
                    .build();

    /** WGS 84, degrees north and east. */
    record Position(Double latitude, Double longitude) {}

    /**
     * Reads one.
     *
     * @throws ProblemException when it is none; it names the field that is wrong
     */
    static PlaceDocument read(byte[] json) {
        try {
            PlaceDocument read = JSON.readValue(json, PlaceDocument.class);
            if (read == null) {
                throw wrong("", "must be an object with the parameters of a place");
            }
            return read;
        } catch (JsonMappingException e) {
            String field =
                    e.getPath().stream()
                            .map(step -> "/" + step.getFieldName())
                            .collect(Collectors.joining());
            if (e instanceof UnrecognizedPropertyException unknown) {
                throw wrong(field, "is not known; there may be " + names(unknown));
            }
            throw wrong(field, field.isEmpty() ? "must be one object" : "is not of the right type");
        } catch (JsonProcessingException e) {
            throw new ProblemException(ProblemKind.BAD_REQUEST, "It is no JSON within the bounds.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String names(UnrecognizedPropertyException unknown) {
        return unknown.getKnownPropertyIds().stream()
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static ProblemException wrong(String field, String detail) {
        return ProblemException.unprocessable(
                (field.isEmpty() ? "The body" : field.substring(1)) + " " + detail + ".",
                List.of(new Problem.Fault("/body" + field, "PARAMETER_OUT_OF_RANGE", detail)));
    }

    Place of(String placeId) {
        return Place.newBuilder()
                .setPlaceId(placeId)
                .setName(name == null ? placeId : name)
                .setLatitude(position == null ? null : position.latitude())
                .setLongitude(position == null ? null : position.longitude())
                .setElevationMetres(elevationMetres)
                .setTimeZone(timeZone == null ? "UTC" : timeZone)
                .setStaleAfterSeconds(staleAfterSeconds)
                .setSurface(surface)
                .setStreamSize(streamSize)
                .setAspectDegrees(aspectDegrees)
                .setWindHeightMetres(windHeightMetres)
                .setAttribution(attribution)
                .build();
    }
}
