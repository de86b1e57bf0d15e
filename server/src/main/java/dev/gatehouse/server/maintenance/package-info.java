/** What the service does by itself, again and again: sweep dead sessions, end the audit log's retention. */
@NullMarked
package dev.gatehouse.server.maintenance;

import org.jspecify.annotations.NullMarked;
