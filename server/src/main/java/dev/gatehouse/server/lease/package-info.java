/** Which of several replicas does what only one should do. */
@NullMarked
package dev.gatehouse.server.lease;

import org.jspecify.annotations.NullMarked;
