/** An HTTP client that makes load, and measures what answers take. */
@NullMarked
package dev.gatehouse.benchmarks.load.client;

import org.jspecify.annotations.NullMarked;
