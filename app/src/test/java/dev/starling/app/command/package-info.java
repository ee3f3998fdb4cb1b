@NullMarked
package dev.starling.app.command;

import org.jspecify.annotations.NullMarked;
