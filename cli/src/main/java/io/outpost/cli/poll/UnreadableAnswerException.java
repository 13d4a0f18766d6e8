package io.outpost.cli.poll;

/** A station's answer that cannot be read as a whole; the message says why. */
final class UnreadableAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 300;

    UnreadableAnswerException(String message) {
        super(shown(message));
    }

    /** What a stranger sends garbles no log and fills none. */
    private static String shown(String message) {
        String line = message.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
