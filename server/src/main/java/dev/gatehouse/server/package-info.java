/** The program: HTTP and CLI over features that lie side by side, one package each. */
@NullMarked
package dev.gatehouse.server;

import org.jspecify.annotations.NullMarked;
