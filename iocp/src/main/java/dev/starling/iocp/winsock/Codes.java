package dev.starling.iocp.winsock;

/// Numbers of Windows' headers, named as there.
public final class Codes {
    public static final long INVALID_HANDLE = -1;
    public static final long INVALID_SOCKET = -1;
    public static final int SOCKET_ERROR = -1;

    public static final int AF_UNSPEC = 0;
    public static final int AF_INET = 2;
    public static final int AF_INET6 = 23;
    public static final int SOCK_STREAM = 1;
    public static final int SOCK_DGRAM = 2;

    public static final int WSA_FLAG_OVERLAPPED = 0x01;
    public static final int WSA_FLAG_NO_HANDLE_INHERIT = 0x80;
    public static final int FIONBIO = 0x8004667e;
    public static final int SIO_GET_EXTENSION_FUNCTION_POINTER = 0xc8000006;
    public static final int SIO_KEEPALIVE_VALS = 0x98000004;
    public static final int SIO_UDP_CONNRESET = 0x9800000c;
    public static final int SIO_UDP_NETRESET = 0x9800000f;
    public static final int SIO_TCP_INITIAL_RTO = 0x98000011;

    public static final int SOL_SOCKET = 0xffff;
    public static final int SO_REUSEADDR = 0x0004;
    public static final int SO_KEEPALIVE = 0x0008;
    public static final int SO_BROADCAST = 0x0020;
    public static final int SO_LINGER = 0x0080;
    public static final int SO_OOBINLINE = 0x0100;
    public static final int SO_EXCLUSIVEADDRUSE = ~SO_REUSEADDR;
    public static final int SO_SNDBUF = 0x1001;
    public static final int SO_RCVBUF = 0x1002;
    public static final int SO_PROTOCOL_INFO = 0x2005;
    public static final int SO_REUSE_UNICASTPORT = 0x3007;
    public static final int SO_UPDATE_ACCEPT_CONTEXT = 0x700b;
    public static final int SO_UPDATE_CONNECT_CONTEXT = 0x7010;

    public static final int IPPROTO_IP = 0;
    public static final int IP_TOS = 3;
    public static final int IP_MULTICAST_IF = 9;
    public static final int IP_MULTICAST_TTL = 10;
    public static final int IP_MULTICAST_LOOP = 11;
    public static final int IP_ADD_MEMBERSHIP = 12;
    public static final int IP_DROP_MEMBERSHIP = 13;
    public static final int IP_DONTFRAGMENT = 14;
    public static final int IP_ADD_SOURCE_MEMBERSHIP = 15;
    public static final int IP_DROP_SOURCE_MEMBERSHIP = 16;
    public static final int IP_BLOCK_SOURCE = 17;

    public static final int IPPROTO_TCP = 6;
    public static final int TCP_NODELAY = 0x0001;
    public static final int TCP_KEEPIDLE = 0x0003;
    public static final int TCP_KEEPCNT = 0x0010;
    public static final int TCP_KEEPINTVL = 0x0011;

    public static final int IPPROTO_IPV6 = 41;
    public static final int IPV6_MULTICAST_IF = 9;
    public static final int IPV6_MULTICAST_HOPS = 10;
    public static final int IPV6_MULTICAST_LOOP = 11;
    public static final int IPV6_ADD_MEMBERSHIP = 12;
    public static final int IPV6_DROP_MEMBERSHIP = 13;
    public static final int IPV6_DONTFRAG = 14;
    public static final int IPV6_V6ONLY = 27;
    public static final int MCAST_BLOCK_SOURCE = 43;
    public static final int MCAST_JOIN_SOURCE_GROUP = 45;
    public static final int MCAST_LEAVE_SOURCE_GROUP = 46;

    public static final int MSG_PEEK = 2;

    public static final int SD_RECEIVE = 0;
    public static final int SD_SEND = 1;

    /// `FILE_SKIP_COMPLETION_PORT_ON_SUCCESS`: what ends at once posts no packet.
    public static final int SKIP_PACKET_ON_SUCCESS = 1;

    /// `FILE_SKIP_SET_EVENT_ON_HANDLE`.
    public static final int SKIP_EVENT_ON_HANDLE = 2;

    /// `XP1_IFS_HANDLES`: the socket is a handle of the system itself, no layered provider stands
    /// before it.
    public static final int XP1_IFS_HANDLES = 0x20000;

    public static final int ERROR_NETNAME_DELETED = 64;
    public static final int ERROR_INVALID_PARAMETER = 87;
    public static final int WAIT_TIMEOUT = 258;
    public static final int ERROR_OPERATION_ABORTED = 995;
    public static final int ERROR_IO_PENDING = 997;
    public static final int ERROR_NOT_FOUND = 1168;
    public static final int WSAEACCES = 10013;
    public static final int WSAEINVAL = 10022;
    public static final int WSAEMFILE = 10024;
    public static final int WSAEWOULDBLOCK = 10035;
    public static final int WSAENOTSOCK = 10038;
    public static final int WSAEMSGSIZE = 10040;
    public static final int WSAENOPROTOOPT = 10042;
    public static final int WSAEADDRINUSE = 10048;
    public static final int WSAEADDRNOTAVAIL = 10049;
    public static final int WSAENETUNREACH = 10051;
    public static final int WSAENETRESET = 10052;
    public static final int WSAECONNABORTED = 10053;
    public static final int WSAECONNRESET = 10054;
    public static final int WSAENOBUFS = 10055;
    public static final int WSAEISCONN = 10056;
    public static final int WSAENOTCONN = 10057;
    public static final int WSAESHUTDOWN = 10058;
    public static final int WSAETIMEDOUT = 10060;
    public static final int WSAECONNREFUSED = 10061;
    public static final int WSAEHOSTUNREACH = 10065;

    private Codes() {}
}
