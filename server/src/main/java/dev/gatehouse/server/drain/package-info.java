/** How a server stops without a request failing: it still answers, and says that it goes. */
@NullMarked
package dev.gatehouse.server.drain;

import org.jspecify.annotations.NullMarked;
