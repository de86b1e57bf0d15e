package dev.gatehouse.server.cli;

import dev.gatehouse.server.account.ImportedAccount;
import dev.gatehouse.server.account.Role;
import dev.gatehouse.server.outcome.Outcome;

/** Where users go that are imported: into the database, or nowhere. */
interface ImportTarget {

    /** Takes a user, and tells the role they have. */
    Outcome<Role> offer(ImportedAccount account);
}
