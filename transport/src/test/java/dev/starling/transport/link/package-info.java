/// Tests of what a link is made of, in virtual time.
@NullMarked
package dev.starling.transport.link;

import org.jspecify.annotations.NullMarked;
