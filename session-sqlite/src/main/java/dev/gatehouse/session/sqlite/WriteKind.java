package dev.gatehouse.session.sqlite;

/** What a write is worth: whether it must be on the disk before it is answered, and what is tried on a full disk. */
enum WriteKind {
    /** A session's lastSeenAt. Its last second may be lost in a power cut: the session then ends early. */
    SLIDE(false, 1),

    /** Removal of what is dead already. */
    CLEANUP(false, 2),

    /** A new session. Leaves the reserve to what ends sessions. */
    CREATION(true, 2),

    /** The end of sessions. Takes the reserve on a full disk. */
    REVOCATION(true, 3);

    private final boolean durable;
    private final int attemptsOnFullDisk;

    WriteKind(boolean durable, int attemptsOnFullDisk) {
        this.durable = durable;
        this.attemptsOnFullDisk = attemptsOnFullDisk;
    }

    boolean isDurable() {
        return durable;
    }

    /** 1: as it comes; 2: and with the log begun anew; 3: and with the reserve given up. */
    int attemptsOnFullDisk() {
        return attemptsOnFullDisk;
    }
}
