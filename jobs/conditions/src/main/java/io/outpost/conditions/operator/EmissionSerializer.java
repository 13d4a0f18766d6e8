package io.outpost.conditions.operator;

import io.outpost.core.place.AlertRow;
import io.outpost.core.place.CountersRow;
import io.outpost.core.place.DeadLetter;
import io.outpost.core.place.Emission;
import io.outpost.core.place.EpisodeRow;
import io.outpost.core.place.LateReading;
import io.outpost.core.place.ModelRow;
import io.outpost.core.place.PaneRow;
import io.outpost.core.place.PlaceRow;
import io.outpost.core.place.PreferenceAlertRow;
import io.outpost.core.place.PreferenceEpisodeRow;
import io.outpost.core.place.PreferenceRow;
import io.outpost.core.place.TraceMark;
import io.outpost.core.place.TransitionRow;
import io.outpost.flink.serializer.RecordFields;
import io.outpost.flink.serializer.RecordSerializer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Emissions between subtasks, from the places to the sinks. Never part of a savepoint. */
public final class EmissionSerializer extends RecordSerializer<Emission> {
    public static final EmissionSerializer INSTANCE = new EmissionSerializer();

    private static final int PANE = 0;

    /** All but panes, which are most, each with its number before it: its position and 1. */
    private static final List<Class<? extends Record>> KINDS =
            List.of(
                    TransitionRow.class,
                    EpisodeRow.class,
                    AlertRow.class,
                    PlaceRow.class,
                    CountersRow.class,
                    LateReading.class,
                    DeadLetter.class,
                    ModelRow.class,
                    TraceMark.class,
                    PreferenceRow.class,
                    PreferenceEpisodeRow.class,
                    PreferenceAlertRow.class);

    private static final List<RecordFields<? extends Record>> FIELDS =
            KINDS.stream().<RecordFields<? extends Record>>map(RecordFields::of).toList();

    private static final Map<Class<?>, Integer> NUMBERS = numbers();

    @Override
    @SuppressWarnings("unchecked") // the fields are those of the record's class
    public void serialize(Emission emission, DataOutputView out) throws IOException {
        if (emission instanceof PaneRow pane) {
            out.writeByte(PANE);
            PaneRowFields.write(pane, out);
            return;
        }
        int number = NUMBERS.get(emission.getClass());
        out.writeByte(number);
        ((RecordFields<Record>) FIELDS.get(number - 1)).write((Record) emission, out);
    }

    @Override
    public Emission deserialize(DataInputView in) throws IOException {
        int number = in.readByte();
        return number == PANE ? PaneRowFields.read(in) : (Emission) FIELDS.get(number - 1).read(in);
    }

    private static Map<Class<?>, Integer> numbers() {
        Map<Class<?>, Integer> numbers = new HashMap<>();
        for (int i = 0; i < KINDS.size(); i++) {
            numbers.put(KINDS.get(i), i + 1);
        }
        return Map.copyOf(numbers);
    }

    @Override
    public TypeSerializerSnapshot<Emission> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer; it has no configuration. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Emission> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
