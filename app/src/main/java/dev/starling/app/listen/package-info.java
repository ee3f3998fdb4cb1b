/// The listening side: what guests send is printed, and saved if asked, by one thread.
@NullMarked
package dev.starling.app.listen;

import org.jspecify.annotations.NullMarked;
