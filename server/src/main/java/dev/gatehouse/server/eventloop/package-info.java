/** The threads on which requests arrive. */
@NullMarked
package dev.gatehouse.server.eventloop;

import org.jspecify.annotations.NullMarked;
