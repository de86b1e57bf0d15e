/** What may go wrong around a real server, done to one: killed, on a full disk, locked out, given a damaged file. */
@NullMarked
package dev.gatehouse.server.faults;

import org.jspecify.annotations.NullMarked;
