package dev.starling.house.planted.wire.schema;

/// What stands for a generated class.
public final class Accessor {}
