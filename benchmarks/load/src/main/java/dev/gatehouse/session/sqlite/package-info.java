/** What a benchmark does to the store's table behind the store's back: filling it in minutes and not in hours. */
@NullMarked
package dev.gatehouse.session.sqlite;

import org.jspecify.annotations.NullMarked;
