package dev.gatehouse.server.usersfile;

import dev.gatehouse.server.account.ImportedAccount;
import dev.gatehouse.server.config.TextFile;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Outcome.Done;
import dev.gatehouse.server.outcome.Outcome.Refused;
import dev.gatehouse.server.outcome.Refusal;
import dev.gatehouse.server.outcome.Refusal.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A file of users, which is valid as a whole or not at all: who relied on half of it would delete the users of the other
 * half.
 */
public final class UsersFile {

    private UsersFile() {}

    /** Why a file cannot be used, in a line that holds nothing of what must not be shown; empty if it can. */
    public static Optional<String> problem(Path file) {
        try {
            return switch (users(text(file))) {
                case Done<List<ImportedAccount>> _ -> Optional.empty();
                case Refused<List<ImportedAccount>>(Refusal refusal) -> Optional.of(refusal.detail());
            };
        } catch (IOException e) {
            return Optional.of(TextFile.reason(e));
        }
    }

    static String text(Path file) throws IOException {
        return TextFile.read(file, UsersYaml.LARGEST);
    }

    /** The users that a text of YAML holds, none of them twice; refused if it is not valid. */
    static Outcome<List<ImportedAccount>> users(String text) {
        return UsersYaml.read(text).then(entries -> users(entries));
    }

    private static Outcome<List<ImportedAccount>> users(List<UsersYaml.Entry> entries) {
        List<ImportedAccount> users = new ArrayList<>();
        Set<String> usernames = new HashSet<>();
        Set<String> addresses = new HashSet<>();
        for (UsersYaml.Entry entry : entries) {
            switch (user(entry)) {
                case Refused<ImportedAccount>(Refusal refusal) -> {
                    return invalid(entry, refusal.detail());
                }
                case Done<ImportedAccount>(ImportedAccount user) -> {
                    if (!usernames.add(user.username().toLowerCase(Locale.ROOT))) {
                        return invalid(entry, "the username " + user.username() + " is there twice");
                    }
                    String address = user.email().orElse("").toLowerCase(Locale.ROOT);
                    if (!address.isEmpty() && !addresses.add(address)) {
                        return invalid(entry, "the e-mail address of " + user.username() + " is another's, too");
                    }
                    users.add(user);
                }
            }
        }
        return Outcome.done(users);
    }

    private static Outcome<ImportedAccount> user(UsersYaml.Entry entry) {
        if (entry.unknown().isPresent()) {
            return Outcome.refused(
                    Reason.INVALID,
                    "unknown field %s (known: %s)"
                            .formatted(entry.unknown().get(), String.join(", ", ImportedAccount.FIELDS)));
        }
        return entry.fields().then(ImportedAccount::ofFields);
    }

    private static Outcome<List<ImportedAccount>> invalid(UsersYaml.Entry entry, String why) {
        return Outcome.refused(Reason.INVALID, "line " + entry.line() + ": " + why);
    }
}
