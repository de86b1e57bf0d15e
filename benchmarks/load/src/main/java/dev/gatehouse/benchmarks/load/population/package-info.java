/** The accounts, sessions and API keys that a measured service has. */
@NullMarked
package dev.gatehouse.benchmarks.load.population;

import org.jspecify.annotations.NullMarked;
