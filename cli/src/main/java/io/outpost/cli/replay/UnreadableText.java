package io.outpost.cli.replay;

import io.outpost.cli.replay.recording.Unreadable;

/** What could not be read, as lines for people. */
final class UnreadableText {
    private UnreadableText() {}

    /** Each line begins with a line break; empty when all could be read. */
    static String of(Unreadable unreadable) {
        if (unreadable.byReason().isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("\nnot read as it stands ");
        text.append(unreadable.byReason());
        unreadable.examples().forEach(example -> text.append("\n  ").append(example));
        return text.toString();
    }
}
