package io.outpost.cli.upgrade;

/** How far an upgrade has come: what is done. The order is that of the steps. */
enum UpgradeStep {
    /** The jars are kept, nothing has happened to the cluster. */
    BEGUN,
    /** There is a savepoint of the old version, which runs on. */
    SAVEPOINT_MADE,
    /** The new version has run as a shadow beside the old one, and does what that does. */
    TRIED,
    /** The old version is stopped; from here on there is a gap. */
    OLD_STOPPED,
    /** The new version writes. */
    NEW_STARTED,
    /** The new version has been watched, and is kept: nothing leads back from here. */
    WATCHED,
    /** What it replaced is given up. */
    DONE,
    /** The shadow does not do what the old version does, which has never stopped. */
    REFUSED,
    /** The new version is to be taken back. */
    ROLLING_BACK,
    /** The old version writes again. */
    ROLLED_BACK,
    /** What only the new version has written is taken back. */
    WITHDRAWN;

    boolean isEnd() {
        return this == DONE || this == REFUSED || this == WITHDRAWN;
    }
}
