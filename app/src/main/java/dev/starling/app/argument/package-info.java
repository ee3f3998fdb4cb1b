/// What people type: values that parse or say where and why they do not.
@NullMarked
package dev.starling.app.argument;

import org.jspecify.annotations.NullMarked;
