/** Who did what, when and from where: written in the transaction of what it describes, read by cursor. */
@NullMarked
package dev.gatehouse.server.audit;

import org.jspecify.annotations.NullMarked;
