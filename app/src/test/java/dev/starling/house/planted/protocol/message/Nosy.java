package dev.starling.house.planted.protocol.message;

/// A rule that looks into the room next door.
final class Nosy {
    dev.starling.house.planted.protocol.swarm.Scheduled neighbour =
            new dev.starling.house.planted.protocol.swarm.Scheduled();
}
