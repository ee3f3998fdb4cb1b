package dev.starling.house.planted.transport;

/// A pipe that knows the program.
final class Sideways {
    dev.starling.house.planted.app.Program program = new dev.starling.house.planted.app.Program();
}
