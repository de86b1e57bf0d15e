/** The command line: straight to the database and the session store, with or without a server running. */
@NullMarked
package dev.gatehouse.server.cli;

import org.jspecify.annotations.NullMarked;
