package io.outpost.cli.verify.topics;

import io.outpost.cli.verify.emission.AlertContent;
import io.outpost.cli.verify.emission.Difference;
import io.outpost.cli.verify.fold.Ids;
import io.outpost.schemas.Alert;
import io.outpost.schemas.Transition;

/** What a retraction must say: docs/topology.md, Withdrawn messages. */
final class RetractionContent {
    private static final String RETRACTED = AlertContent.Kind.RETRACTED.name();
    private static final String CORRECTED = AlertContent.Kind.CORRECTED.name();

    private RetractionContent() {}

    /** What a retraction of a transition is about. */
    static String about(Transition transition) {
        return transition.getPlaceId()
                + ' '
                + transition.getCondition()
                + ' '
                + transition.getAt().toEpochMilli();
    }

    /** In words, from what must be said where an alert holds; null: none does. */
    static String differences(Alert retraction, Alert holds) {
        boolean stands = holds != null && !holds.getKind().equals(RETRACTED);
        Difference difference =
                new Difference()
                        .same("kind", stands ? CORRECTED : RETRACTED, retraction.getKind())
                        .same(
                                "alert_id",
                                Ids.alert(
                                        retraction.getEpisodeId(),
                                        retraction.getKind(),
                                        retraction.getRevision()),
                                retraction.getAlertId());
        if (stands) {
            difference
                    .same("started_at", holds.getStartedAt(), retraction.getStartedAt())
                    .same("ended_at", holds.getEndedAt(), retraction.getEndedAt())
                    .same("level", holds.getLevel(), retraction.getLevel())
                    .same("provisional", holds.getProvisional(), retraction.getProvisional())
                    .same("at", holds.getAt(), retraction.getAt());
        }
        return named(retraction.getPlaceId(), difference);
    }

    /** The same of transitions. */
    static String differences(Transition retraction, Transition holds) {
        Difference difference =
                new Difference()
                        .same(
                                "retracted",
                                holds == null || holds.getRetracted(),
                                retraction.getRetracted());
        if (holds != null) {
            difference
                    .same("from_state", holds.getFromState(), retraction.getFromState())
                    .same("state", holds.getState(), retraction.getState())
                    .same("level", holds.getLevel(), retraction.getLevel())
                    .same("episode_id", holds.getEpisodeId(), retraction.getEpisodeId());
        }
        return named(about(retraction), difference);
    }

    private static String named(String about, Difference difference) {
        String text = difference.toString();
        return text.isEmpty() ? "" : " of " + about + text;
    }
}
