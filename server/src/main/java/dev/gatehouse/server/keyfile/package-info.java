/** Single-key mode: one API key, of an administrator, in a file of its own. */
@NullMarked
package dev.gatehouse.server.keyfile;

import org.jspecify.annotations.NullMarked;
