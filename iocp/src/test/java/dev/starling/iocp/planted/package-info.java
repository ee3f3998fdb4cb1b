/// Defects that the schedules of the twin must find: each stands between the channels and the twin
/// and behaves as operations would that break their law in one way.
@NullMarked
package dev.starling.iocp.planted;

import org.jspecify.annotations.NullMarked;
