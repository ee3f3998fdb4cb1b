/// Messages in the making: a reusable builder, and templates for messages of a fixed shape.
///
/// Both end as an [Encoded], which a link copies into its batch. Neither allocates once warm.
@NullMarked
package dev.starling.wire.build;

import org.jspecify.annotations.NullMarked;
