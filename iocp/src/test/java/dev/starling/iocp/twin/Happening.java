package dev.starling.iocp.twin;

/// What schedules must have met, so that what they prove is worth something.
public enum Happening {
    FAILED_AT_ONCE,
    DONE_AT_ONCE_WITHOUT_A_PACKET,
    DONE_AT_ONCE_WITH_A_PACKET,
    DONE_AT_ONCE_BUT_READ_LATER,
    UNDER_WAY,
    FAILED_BY_CHANCE,
    STATUS_OF_NO_TABLE,
    CANCELLED,
    CANCELLED_TOO_LATE,
    ENDED_AFTER_CLOSE,
    PACKET_TWICE,
    STALE_GENERATION,
    SENT_IN_PART,
    SENT_NOTHING,
    RESET,
    OUT_OF_HANDLES,
    DATAGRAM_EMPTY,
    DATAGRAM_CUT_OFF,
    DATAGRAM_LOST,
    DATAGRAM_TOO_LATE_TO_CANCEL
}
