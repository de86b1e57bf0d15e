/** Signing in: from a name and a password to a session. */
@NullMarked
package dev.gatehouse.server.login;

import org.jspecify.annotations.NullMarked;
