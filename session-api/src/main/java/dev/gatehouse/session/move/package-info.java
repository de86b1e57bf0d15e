/** Moving from one session store to another without signing anybody out. */
@NullMarked
package dev.gatehouse.session.move;

import org.jspecify.annotations.NullMarked;
