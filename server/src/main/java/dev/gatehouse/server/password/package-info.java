/** Passwords: the rules for new ones, their hashes, and how many are hashed at a time. */
@NullMarked
package dev.gatehouse.server.password;

import org.jspecify.annotations.NullMarked;
