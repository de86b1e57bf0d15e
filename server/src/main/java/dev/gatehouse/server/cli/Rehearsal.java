package dev.gatehouse.server.cli;

import dev.gatehouse.server.account.AccountImporter;
import dev.gatehouse.server.account.ImportedAccount;
import dev.gatehouse.server.account.Role;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Refusal.Reason;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** An import that writes nothing, but remembers what it would have written. */
final class Rehearsal implements ImportTarget {

    private static final int MOST_REMEMBERED = 1_000_000;

    private final Run run;
    private final Set<String> usernames = new HashSet<>();
    private final Set<String> emails = new HashSet<>();

    Rehearsal(Run run) {
        this.run = run;
    }

    @Override
    public Outcome<Role> offer(ImportedAccount account) {
        String username = account.username().toLowerCase(Locale.ROOT);
        Optional<String> email = account.email().map(address -> address.toLowerCase(Locale.ROOT));
        if (usernames.contains(username)) {
            return Outcome.refused(Reason.DUPLICATE, "This username is taken by an earlier line.");
        }
        if (email.filter(emails::contains).isPresent()) {
            return Outcome.refused(Reason.DUPLICATE, "This e-mail address is taken by an earlier line.");
        }
        Outcome<Role> outcome = run.service(AccountImporter.class).rehearse(account, !usernames.isEmpty());
        if (outcome instanceof Outcome.Done<Role>) {
            if (usernames.size() == MOST_REMEMBERED) {
                throw CommandFailure.usage("A dry run takes at most " + MOST_REMEMBERED + " users: split the file.");
            }
            usernames.add(username);
            email.ifPresent(emails::add);
        }
        return outcome;
    }
}
