/** The modes: whether credentials are asked for at this moment. */
@NullMarked
package dev.gatehouse.server.mode;

import org.jspecify.annotations.NullMarked;
