/** Real Valkey and Redis servers for tests: found or unpacked, started, broken and cleaned up. */
@NullMarked
package dev.gatehouse.session.testkit.valkey;

import org.jspecify.annotations.NullMarked;
