/** Sessions in Valkey or Redis, for many replicas: found through {@code ServiceLoader} as {@code valkey}. */
@NullMarked
package dev.gatehouse.session.valkey;

import org.jspecify.annotations.NullMarked;
