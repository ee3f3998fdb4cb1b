/// A look at the machine: what the program stands on here, and whether it will hold.
@NullMarked
package dev.starling.app.doctor;

import org.jspecify.annotations.NullMarked;
