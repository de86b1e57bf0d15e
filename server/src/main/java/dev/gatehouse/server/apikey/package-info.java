/** API keys: what programs sign their requests with. Making, rotating and ending them, and judging one that came. */
@NullMarked
package dev.gatehouse.server.apikey;

import org.jspecify.annotations.NullMarked;
