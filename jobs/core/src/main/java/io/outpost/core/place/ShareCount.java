package io.outpost.core.place;

/** How many places a share has, of one kind, and how many of them came within the last hour. */
public final class ShareCount {
    private static final int PERCENT = 100;

    private long hour;
    private int newInHour;
    private int places;

    /** Of a share without places. */
    public ShareCount() {
        this(0, 0, 0);
    }

    /**
     * @param hour since 1970, in which the last one was received
     * @param newInHour how many were received in it
     * @param places all of them
     */
    public ShareCount(long hour, int newInHour, int places) {
        this.hour = hour;
        this.newInHour = newInHour;
        this.places = places;
    }

    /** Counts one more; false, and counts nothing, where the bounds do not allow it. */
    public boolean admit(long receivedAtMillis, PlaceBounds bounds) {
        long receivedHour = Math.floorDiv(receivedAtMillis, PaneWidth.HOUR.millis());
        int before = receivedHour == hour ? newInHour : 0;
        if (places >= bounds.mostPlaces() || before >= bounds.mostNewPerHour()) {
            return false;
        }
        hour = receivedHour;
        newInHour = before + 1;
        places++;
        return true;
    }

    public long hour() {
        return hour;
    }

    public int newInHour() {
        return newInHour;
    }

    public int places() {
        return places;
    }

    /** How full the share is, 0..100, rounded down; more where the bound was lowered. */
    public int percent(PlaceBounds bounds) {
        return (int) ((long) places * PERCENT / bounds.mostPlaces());
    }
}
