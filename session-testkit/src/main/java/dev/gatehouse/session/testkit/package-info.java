/** The contract that every session store passes, the reference store, and what they are built from. */
@NullMarked
package dev.gatehouse.session.testkit;

import org.jspecify.annotations.NullMarked;
