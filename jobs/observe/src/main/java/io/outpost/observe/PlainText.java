package io.outpost.observe;

/** Text that tables, logs and keys can hold: without control characters. */
final class PlainText {
    private static final char DELETE = 0x7F;

    private PlainText() {}

    static void require(String text, String what) throws RefusedValueException {
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one < ' ' || one == DELETE) {
                throw new RefusedValueException(
                        RejectionReason.CONTROL_CHARACTER,
                        "U+%04X in the %s".formatted((int) one, what));
            }
        }
    }
}
