/**
 * What a session is, and the {@link dev.gatehouse.session.SessionStore} that every store implements; the JDK and
 * JSpecify only.
 */
@NullMarked
package dev.gatehouse.session;

import org.jspecify.annotations.NullMarked;
