/** Proxies' checks: whether a request to another application may pass. */
@NullMarked
package dev.gatehouse.server.authz;

import org.jspecify.annotations.NullMarked;
