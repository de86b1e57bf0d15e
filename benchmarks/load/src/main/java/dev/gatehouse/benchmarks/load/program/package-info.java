/** The programs that are measured, each in a process of its own, and the stores that they use. */
@NullMarked
package dev.gatehouse.benchmarks.load.program;

import org.jspecify.annotations.NullMarked;
