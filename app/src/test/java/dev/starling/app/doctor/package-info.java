@NullMarked
package dev.starling.app.doctor;

import org.jspecify.annotations.NullMarked;
