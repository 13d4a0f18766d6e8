package io.outpost.cli.validate.score;

import io.outpost.cli.validate.recording.SnotelYear;
import io.outpost.cli.validate.recording.UscrnStation;

/** Who has put a recording through the models. */
public interface HourSource {
    /** The classes of the models, here and now. */
    HourSource CLASSES =
            new HourSource() {
                @Override
                public ModelledHours of(SnotelYear year) {
                    return SteppedHours.of(year.weather(), SnotelYear.SITE);
                }

                @Override
                public ModelledHours of(UscrnStation station) {
                    return SteppedHours.of(station.hours(), station.place());
                }
            };

    ModelledHours of(SnotelYear year);

    ModelledHours of(UscrnStation station);
}
