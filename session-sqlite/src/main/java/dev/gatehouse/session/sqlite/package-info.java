/**
 * Sessions in one SQLite file, which several processes of one machine may share, with the server's accounts among
 * them.
 */
@NullMarked
package dev.gatehouse.session.sqlite;

import org.jspecify.annotations.NullMarked;
