package dev.starling.house.planted.wire;

/// A word that knows the program.
final class Upwards {
    dev.starling.house.planted.app.Program program = new dev.starling.house.planted.app.Program();
}
