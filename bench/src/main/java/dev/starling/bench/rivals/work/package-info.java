/// What rivals are compared in, what each of them provides, and the checks on what arrives.
///
/// A [dev.starling.bench.rivals.work.Rival] opens one side in each process; the rest is the same
/// for all: payloads are numbered ([dev.starling.bench.rivals.work.Payload]), and a
/// [dev.starling.bench.rivals.work.Tally] finds what is lost, doubled, damaged or out of order.
@NullMarked
package dev.starling.bench.rivals.work;

import org.jspecify.annotations.NullMarked;
