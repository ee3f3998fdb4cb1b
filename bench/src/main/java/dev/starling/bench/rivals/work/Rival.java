package dev.starling.bench.rivals.work;

import java.util.List;
import java.util.Set;

/// One way to carry messages between two processes.
public interface Rival {
    /// What it can be compared in.
    Set<Work> works();

    /// The receiving side, ready when this returns. In [Work#PING_PONG] and [Work#REQUESTS] it
    /// answers each message with its payload; in the others it gives the numbers to the tally.
    Receiver receive(Job job, Tally tally) throws Exception;

    /// The sending side, with all its links open when this returns.
    ///
    /// @param ports one for all links, or one for each
    Sender send(Job job, List<Integer> ports) throws Exception;
}
