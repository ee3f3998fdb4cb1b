/// Where Netty's tests look for what gives them their channels.
@NullMarked
package io.netty.testsuite.transport.socket;

import org.jspecify.annotations.NullMarked;
