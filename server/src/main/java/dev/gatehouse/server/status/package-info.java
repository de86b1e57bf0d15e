/** What the service says about itself: name and version, health, metrics, the description of its API. */
@NullMarked
package dev.gatehouse.server.status;

import org.jspecify.annotations.NullMarked;
