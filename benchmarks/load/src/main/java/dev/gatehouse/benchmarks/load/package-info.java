/** Load on the whole service: what it can take, and what answers take under it. */
@NullMarked
package dev.gatehouse.benchmarks.load;

import org.jspecify.annotations.NullMarked;
