/** The revocation log: what was ended for good, kept where no failover of the session store can undo it. */
@NullMarked
package dev.gatehouse.server.revocation;

import org.jspecify.annotations.NullMarked;
