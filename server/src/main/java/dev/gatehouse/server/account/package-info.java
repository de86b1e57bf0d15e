/** Accounts: who may sign in, as what, and the epoch that ends all their sessions. */
@NullMarked
package dev.gatehouse.server.account;

import org.jspecify.annotations.NullMarked;
