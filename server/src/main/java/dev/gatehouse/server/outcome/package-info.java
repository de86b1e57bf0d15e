/** What a service answers: done, or refused and why. */
@NullMarked
package dev.gatehouse.server.outcome;

import org.jspecify.annotations.NullMarked;
