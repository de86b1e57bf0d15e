/** The documents of systems that Gatehouse takes the place of: what each shows, done with Gatehouse. */
@NullMarked
package dev.gatehouse.server.seeds;

import org.jspecify.annotations.NullMarked;
