/** The door as somebody would build it on micronaut-session and Redis. */
@NullMarked
package dev.gatehouse.benchmarks.peer.micronaut;

import org.jspecify.annotations.NullMarked;
