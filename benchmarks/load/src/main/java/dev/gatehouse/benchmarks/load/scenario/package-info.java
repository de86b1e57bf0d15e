/** What is measured, each question in a class of its own. */
@NullMarked
package dev.gatehouse.benchmarks.load.scenario;

import org.jspecify.annotations.NullMarked;
