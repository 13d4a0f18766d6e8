package io.outpost.decode.preference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.outpost.core.model.ModelQuantity;
import io.outpost.core.preference.Expression;
import io.outpost.core.preference.Expression.All;
import io.outpost.core.preference.Expression.Any;
import io.outpost.core.preference.Expression.Comparison;
import io.outpost.core.preference.Expression.ForAtLeast;
import io.outpost.core.preference.Expression.LevelComparison;
import io.outpost.core.preference.Expression.Not;
import io.outpost.core.preference.NoData;
import io.outpost.core.preference.Preference;
import io.outpost.core.preference.Preference.Step;
import io.outpost.core.preference.QuietHours;
import io.outpost.core.preference.Severity;
import io.outpost.core.preference.Signal;
import io.outpost.core.preference.Signal.Source;
import io.outpost.core.weather.Quantity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/**
 * Writes preferences in one form: fields in one order, without those that say what is so anyway.
 * The same preference is the same bytes.
 */
public final class PreferenceWriter {
    private static final JsonFactory JSON = new JsonFactory();
    private static final List<Step> USUAL_STEPS = List.of(new Step(Severity.NOTICE, Duration.ZERO));

    private PreferenceWriter() {}

    /** As {@link PreferenceReader} reads it, in UTF-8. */
    public static byte[] write(Preference preference) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            write(preference, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(Preference preference, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", preference.name());
        json.writeFieldName("when");
        write(preference.when(), json);
        write("pending", preference.pending(), json);
        write("recovery", preference.recovery(), json);
        write("cooldown", preference.cooldown(), json);
        if (!preference.steps().equals(USUAL_STEPS)) {
            json.writeArrayFieldStart("levels");
            for (Step step : preference.steps()) {
                json.writeStartObject();
                json.writeStringField("level", step.severity().name());
                write("after", step.after(), json);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        if (!preference.quietHours().isEmpty()) {
            json.writeArrayFieldStart("quiet_hours");
            for (QuietHours hours : preference.quietHours()) {
                json.writeStartObject();
                json.writeStringField("from", hours.from().toString());
                json.writeStringField("to", hours.to().toString());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        if (preference.muteUntil() != null) {
            json.writeStringField("mute_until", preference.muteUntil().toString());
        }
        json.writeEndObject();
    }

    private static void write(Expression expression, JsonGenerator json) throws IOException {
        json.writeStartObject();
        if (expression instanceof All all) {
            writeParts("all", all.parts(), json);
        } else if (expression instanceof Any any) {
            writeParts("any", any.parts(), json);
        } else if (expression instanceof Not not) {
            json.writeFieldName("not");
            write(not.part(), json);
        } else if (expression instanceof ForAtLeast lasting) {
            json.writeStringField("for_at_least", lasting.lasting().toString());
            json.writeFieldName("of");
            write(lasting.part(), json);
        } else if (expression instanceof Comparison comparison) {
            writeComparison(comparison, json);
        } else if (expression instanceof LevelComparison level) {
            json.writeStringField("condition", level.condition().name());
            json.writeStringField(level.operator().documentName(), level.levelName());
            write(level.noData(), json);
        }
        json.writeEndObject();
    }

    private static void writeParts(String name, List<Expression> parts, JsonGenerator json)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (Expression part : parts) {
            write(part, json);
        }
        json.writeEndArray();
    }

    private static void writeComparison(Comparison leaf, JsonGenerator json) throws IOException {
        Signal signal = leaf.signal();
        if (signal.source() == Source.MODEL) {
            json.writeStringField("model", ModelQuantity.values()[signal.code()].columnName());
        } else {
            Quantity quantity = Quantity.ofCode(signal.code());
            json.writeStringField("measure", quantity.columnName());
            if (signal.statistic() != Names.usual(quantity)) {
                json.writeStringField("statistic", signal.statistic().documentName());
            }
            write("over", Duration.ofSeconds(signal.spanSeconds()), json);
        }
        json.writeFieldName(leaf.operator().documentName());
        if (leaf.threshold().isPercentile()) {
            json.writeStartObject();
            json.writeNumberField("percentile", leaf.threshold().percentile());
            json.writeEndObject();
        } else {
            json.writeNumber(Fields.text(leaf.threshold().value()));
        }
        if (leaf.hysteresis() > 0) {
            json.writeFieldName("hysteresis");
            json.writeNumber(Fields.text(leaf.hysteresis()));
        }
        write(leaf.noData(), json);
    }

    private static void write(NoData noData, JsonGenerator json) throws IOException {
        if (noData != NoData.UNKNOWN) {
            json.writeStringField("no_data", noData.documentName());
        }
    }

    private static void write(String name, Duration duration, JsonGenerator json)
            throws IOException {
        if (!duration.isZero()) {
            json.writeStringField(name, duration.toString());
        }
    }
}
