/** What was found, for people and for programs. */
@NullMarked
package dev.gatehouse.benchmarks.load.report;

import org.jspecify.annotations.NullMarked;
