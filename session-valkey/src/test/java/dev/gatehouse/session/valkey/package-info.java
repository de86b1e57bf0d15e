/** The store on real servers. */
@NullMarked
package dev.gatehouse.session.valkey;

import org.jspecify.annotations.NullMarked;
