/** What makes a revocation hold whatever the session store says: the guard, and the near cache that it makes safe. */
@NullMarked
package dev.gatehouse.session.revocation;

import org.jspecify.annotations.NullMarked;
