/** What all controllers share: who is asking, what they may, and how answers that are not 2xx look. */
@NullMarked
package dev.gatehouse.server.http;

import org.jspecify.annotations.NullMarked;
