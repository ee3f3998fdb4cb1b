/// What the transport does on Windows itself, with packets skipped and without.
@NullMarked
package dev.starling.iocp.windows;

import org.jspecify.annotations.NullMarked;
