package io.outpost.core.place;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.condition.Subject;
import io.outpost.core.condition.Transition;
import io.outpost.core.preference.CompiledPreference;
import io.outpost.core.preference.JudgedPane;
import io.outpost.core.preference.Preference;
import io.outpost.core.preference.PreferenceMachine;
import io.outpost.core.preference.PreferenceState;
import io.outpost.core.preference.PreferenceSubject;
import io.outpost.core.preference.RandomPreferences;
import io.outpost.core.preference.SignalTable;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PreferenceCodecTest {
    private static final int MOST_BYTES = 100;

    @Provide
    Arbitrary<Long> seeds() {
        return RandomPreferences.seeds();
    }

    /** A place that is stored and read after each pane goes on as one that never was. */
    @Property(tries = 300)
    void whatIsReadGoesOnAsWhatWasWritten(@ForAll("seeds") long seed) throws IOException {
        Random random = new Random(seed);
        SignalTable table = new SignalTable();
        Preference preference = RandomPreferences.preference(random);
        CompiledPreference compiled = CompiledPreference.of(preference, table);
        PreferenceMachine machine = new PreferenceMachine(compiled);
        Subject subject = new PreferenceSubject("wish", preference.cadence());
        PreferenceState kept = machine.begin();
        PreferenceState stored = machine.begin();
        stored.version = random.nextInt(200);
        kept.version = stored.version;
        List<Transition> ofKept = new ArrayList<>();
        List<Transition> ofStored = new ArrayList<>();
        for (JudgedPane pane : RandomPreferences.panes(random, table)) {
            byte[] bytes = bytes(stored);
            assertTrue(bytes.length <= MOST_BYTES);
            BytesInput in = new BytesInput(bytes);
            stored = PreferenceCodec.read(in);
            assertEquals(0, in.available());
            assertArrayEquals(bytes, bytes(stored));
            machine.step(subject, kept, pane, ofKept::add);
            machine.step(subject, stored, pane, ofStored::add);
        }
        assertEquals(ofKept, ofStored);
        assertEquals(kept.version, stored.version);
    }

    private static byte[] bytes(PreferenceState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PreferenceCodec.write(new DataOutputStream(bytes), state);
        return bytes.toByteArray();
    }
}
