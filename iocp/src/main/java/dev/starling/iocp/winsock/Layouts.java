package dev.starling.iocp.winsock;

/// Structures that Windows and we share, as offsets and sizes in bytes; 64-bit Windows only.
public final class Layouts {
    /// `OVERLAPPED`: what Windows knows of one operation, touched by it until the operation ends.
    public static final int OVERLAPPED_BYTES = 32;

    /// An NTSTATUS, not a Winsock code.
    public static final int OVERLAPPED_STATUS = 0;

    public static final int OVERLAPPED_TRANSFERRED = 8;

    /// `OVERLAPPED_ENTRY`: one packet of a port.
    public static final int ENTRY_BYTES = 32;

    public static final int ENTRY_KEY = 0;
    public static final int ENTRY_OVERLAPPED = 8;

    /// `WSABUF`: the length stands before the address, other than in POSIX.
    public static final int BUFFER_BYTES = 16;

    public static final int BUFFER_LENGTH = 0;
    public static final int BUFFER_ADDRESS = 8;

    /// `SOCKADDR_IN6`, the larger of the two.
    public static final int ADDRESS_BYTES_MAX = 28;

    /// What `AcceptEx` wants for each of its two addresses: 16 bytes more than the address.
    public static final int ACCEPT_ADDRESS_BYTES = ADDRESS_BYTES_MAX + 16;

    /// `WSAPROTOCOL_INFOW` and what is read of it.
    public static final int PROTOCOL_INFO_BYTES = 628;

    public static final int PROTOCOL_INFO_FLAGS = 0;
    public static final int PROTOCOL_INFO_CHAIN_LENGTH = 40;
    public static final int PROTOCOL_INFO_TYPE = 88;

    private Layouts() {}
}
