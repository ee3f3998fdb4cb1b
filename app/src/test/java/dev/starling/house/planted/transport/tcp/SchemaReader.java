package dev.starling.house.planted.transport.tcp;

/// A pipe that reads a message by itself.
final class SchemaReader {
    dev.starling.house.planted.wire.schema.Accessor accessor =
            new dev.starling.house.planted.wire.schema.Accessor();
}
