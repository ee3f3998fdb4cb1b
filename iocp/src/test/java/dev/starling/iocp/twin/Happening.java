package dev.starling.iocp.twin;

/// What schedules must have met, so that what they prove is worth something.
public enum Happening {
    FAILED_AT_ONCE,
    DONE_AT_ONCE_WITHOUT_A_PACKET,
    DONE_AT_ONCE_WITH_A_PACKET,
    UNDER_WAY,
    CANCELLED,
    CANCELLED_TOO_LATE,
    PACKET_TWICE,
    SENT_IN_PART,
    RESET,
    OUT_OF_HANDLES,
    DATAGRAM_CUT_OFF,
    DATAGRAM_LOST,
    DATAGRAM_TOO_LATE_TO_CANCEL
}
