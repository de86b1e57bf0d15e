/** What each part on the way to a validated request costs, measured by itself. */
@NullMarked
package dev.gatehouse.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
