/** Who sent a request: the credential it carries, judged before its route is called. */
@NullMarked
package dev.gatehouse.server.authentication;

import org.jspecify.annotations.NullMarked;
