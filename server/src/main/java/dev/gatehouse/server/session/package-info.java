/** Sessions as the server uses them: judging a token, listing and ending sessions, sweeping. */
@NullMarked
package dev.gatehouse.server.session;

import org.jspecify.annotations.NullMarked;
