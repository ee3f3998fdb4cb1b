package dev.starling.house.planted.iocp;

/// A completion port that knows Starling.
final class Acquainted {
    dev.starling.house.planted.app.Program program = new dev.starling.house.planted.app.Program();
}
