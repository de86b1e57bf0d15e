/** Users that are kept in a file: how it is read, and how the accounts follow it. */
@NullMarked
package dev.gatehouse.server.usersfile;

import org.jspecify.annotations.NullMarked;
