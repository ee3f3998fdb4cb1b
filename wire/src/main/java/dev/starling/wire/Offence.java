package dev.starling.wire;

/// What a peer did wrong, as data: reported, counted and answered, never thrown.
///
/// The first group is about frames and links, the second about the content of a message.
public enum Offence {
    FRAME_TOO_LONG("a frame is longer than the limit"),
    FRAME_TOO_SHORT("a frame is shorter than the smallest message, 12 bytes"),
    FRAME_CUT_SHORT("the bytes end in the middle of a message"),
    FRAME_TOO_SLOW("a message was not whole in time"),
    FRAME_MIXED("a message without its length follows messages with theirs"),
    GUEST_IDLE("no message for too long"),
    GUESTS_TOO_LARGE("unfinished messages of all clients fill the memory set aside for them"),
    ADDRESS_FULL("too many connections from one address"),
    PORT_FULL("too many connections in all"),
    READER_TOO_SLOW("what was sent is not read"),
    SENDER_MISSING("a message from a guest must say its sender_id"),
    HELLO_MISSING("the first message of whom we called must be HELLO, and come in time"),
    HELLO_REPEATED("HELLO is said once on a link"),
    SENDER_CHANGED("a peer keeps the sender_id of its HELLO"),
    ANSWER_UNASKED("an answer must belong to a question"),
    PEER_SILENT("a peer answers its PINGs"),
    /// Ours, not the peer's: it must not take an orderly close for a receipt.
    NOT_TAKEN("the receiver took no more messages"),

    TOO_SHORT("a message is shorter than 12 bytes"),
    IDENTIFIER("the file identifier STRL is missing at byte 4"),
    ROOT_OFFSET("the root offset does not point to a table inside the message"),
    VTABLE_OFFSET("a table's vtable is not inside the message"),
    VTABLE_SIZE("a vtable's size is odd, below 4 or past the end"),
    TABLE_SIZE("a table's size is below 4 or past the end"),
    FIELD_OFFSET("a field does not lie inside its table"),
    MISALIGNED("a value does not lie on a multiple of its size"),
    OFFSET("an offset is zero, too large or points past the end"),
    VECTOR_LENGTH("a vector or string reaches past the end"),
    MAX_COUNT("a vector has more elements than its max_count"),
    MAX_LEN("a string is longer than its max_len"),
    NUL_MISSING("a string does not end in a zero byte"),
    UTF8("a string is not UTF-8"),
    ASCII("a string is not ASCII"),
    UNION_TYPE("a union's type is not in the schema"),
    UNION_VALUE("a union has a type without a value or a value without a type"),
    UNION_VECTOR("a vector of unions has types and values in different number"),
    REQUIRED("a required field is missing"),
    BOOL("a bool is neither 0 nor 1"),
    FINITE("a number is infinite or not a number"),
    RANGE("a number is outside its range"),
    SORTED("the keys of a sorted vector do not ascend"),
    NESTED("a nested FlatBuffer is shorter than 12 bytes"),
    DEPTH("tables are nested deeper than 16"),
    BUDGET("parts are shared so often that reading them costs more than the message is long"),
    TRAILING("bytes follow the message"),
    /// Ours, not the peer's: counted apart and raised as an alert.
    VERIFIER_FAILED("the verifier itself failed on this message");

    private final String rule;

    Offence(String rule) {
        this.rule = rule;
    }

    /// The rule that was broken, for a person: one clause without a full stop.
    public String rule() {
        return rule;
    }
}
