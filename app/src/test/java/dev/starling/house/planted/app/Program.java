package dev.starling.house.planted.app;

/// What a floor below must not know.
public final class Program {}
