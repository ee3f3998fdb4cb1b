package dev.starling.iocp.port;

/// What an operation does.
public enum OperationKind {
    ACCEPT,
    CONNECT,
    SEND,
    RECEIVE,
    SEND_TO,
    RECEIVE_FROM;

    /// As in messages about its failure.
    public String call() {
        return switch (this) {
            case ACCEPT -> "AcceptEx";
            case CONNECT -> "ConnectEx";
            case SEND -> "WSASend";
            case RECEIVE -> "WSARecv";
            case SEND_TO -> "WSASendTo";
            case RECEIVE_FROM -> "WSARecvFrom";
        };
    }
}
