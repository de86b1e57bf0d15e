/** The contract on a real file, and what SQLite alone can get wrong. */
@NullMarked
package dev.gatehouse.session.sqlite;

import org.jspecify.annotations.NullMarked;
