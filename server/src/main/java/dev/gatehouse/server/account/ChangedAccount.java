package dev.gatehouse.server.account;

/**
 * What a change to an account came to.
 *
 * @param account as it is now, or as it last was
 * @param sessionsEnded how many live sessions were ended
 * @param keysRevoked how many API keys were ended
 */
public record ChangedAccount(Account account, int sessionsEnded, int keysRevoked) {}
