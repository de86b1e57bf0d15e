/** The ceiling: the server's own stack with nothing behind it. */
@NullMarked
package dev.gatehouse.benchmarks.ceiling;

import org.jspecify.annotations.NullMarked;
