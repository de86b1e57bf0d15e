/** The accounts database: its connections, its threads, its transactions and its migrations. */
@NullMarked
package dev.gatehouse.server.database;

import org.jspecify.annotations.NullMarked;
