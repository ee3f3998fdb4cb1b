/// Messages for tests: as verified views, as frames, and as frames from a newer schema.
@NullMarked
package dev.starling.app.sample;

import org.jspecify.annotations.NullMarked;
