/** The settings: read from the environment and {@code gatehouse.yml}, checked all at once, frozen in records. */
@NullMarked
package dev.gatehouse.server.config;

import org.jspecify.annotations.NullMarked;
