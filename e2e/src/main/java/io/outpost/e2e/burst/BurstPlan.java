package io.outpost.e2e.burst;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Who is alerted of what: at each place heat begins and four preferences hold, all by one step of
 * the log. Each subject of up to 1,000 places has a webhook of its own, so every alert is delivered
 * once.
 *
 * @param prefix of its ids
 */
record BurstPlan(String prefix, int places) {
    static final String HEAT = "HEAT";
    static final String PREFERENCE = "preference:";
    static final int PREFERENCES = 4;
    static final int ALERTS_OF_A_PLACE = 1 + PREFERENCES;

    /** An owner may have 20 channels. */
    static final int MOST_PLACES = 4_000;

    /** As many as a preference or a channel may name. */
    private static final int GROUP = 1_000;

    /**
     * A webhook.
     *
     * @param preferenceId null: it is of heat
     */
    record Channel(String id, List<String> placeIds, String preferenceId) {
        String subject() {
            return preferenceId == null ? HEAT : PREFERENCE + preferenceId;
        }
    }

    int alerts() {
        return places * ALERTS_OF_A_PLACE;
    }

    String placePrefix() {
        return prefix + "-place-";
    }

    List<String> placeIds() {
        return IntStream.range(0, places).mapToObj(i -> placePrefix() + i).toList();
    }

    List<Channel> channels() {
        List<String> all = placeIds();
        List<Channel> channels = new ArrayList<>();
        for (int from = 0; from < places; from += GROUP) {
            List<String> some = all.subList(from, Math.min(from + GROUP, places));
            for (int i = 0; i <= PREFERENCES; i++) {
                String id = "burst-" + channels.size();
                String preference = prefix + "-" + channels.size();
                channels.add(new Channel(id, some, i == 0 ? null : preference));
            }
        }
        return channels;
    }

    Set<DueAlert> due() {
        Set<DueAlert> due = new HashSet<>();
        for (Channel channel : channels()) {
            channel.placeIds().forEach(place -> due.add(new DueAlert(place, channel.subject())));
        }
        return due;
    }
}
