/// Windows' own words: its calls, its structures, its error codes.
///
/// One file for each DLL, one for the layout of what is handed to them, one table for what they
/// answer. Nothing here decides anything. Addresses are passed as `long`, so that no call
/// allocates.
@NullMarked
package dev.starling.iocp.winsock;

import org.jspecify.annotations.NullMarked;
