package dev.gatehouse.server.usersfile;

import dev.gatehouse.server.account.FileAccounts;
import dev.gatehouse.server.account.FileAccounts.Changes;
import dev.gatehouse.server.account.ImportedAccount;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.config.TextFile;
import dev.gatehouse.server.outcome.Outcome.Done;
import dev.gatehouse.server.outcome.Outcome.Refused;
import dev.gatehouse.server.outcome.Refusal;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the accounts follow the file of users that is configured, if one is.
 *
 * <p>The file is judged by what it holds, so it does not matter how it was replaced. What is seen counts once it was seen
 * twice in a row: whoever writes into the file takes a moment, and the half that is there by then may be valid and lack
 * users. A file that cannot be used changes nothing; the log says so once, and it is looked at again and again.
 * Thread-safe.
 */
@Singleton
public final class UsersFileFollower {

    private static final Logger LOG = LoggerFactory.getLogger(UsersFileFollower.class);

    private final Optional<Path> file;
    private final FileAccounts accounts;
    private Sight last = new Trouble("");
    private Sight settled = last;
    private String told = "";

    UsersFileFollower(Configuration configuration, FileAccounts accounts) {
        this.file = configuration.usersFile();
        this.accounts = accounts;
    }

    /** What a look at the file showed. */
    private sealed interface Sight {}

    private record Text(String text) implements Sight {

        @Override
        public String toString() {
            return "Text[redacted]";
        }
    }

    private record Trouble(String reason) implements Sight {}

    /** Whether there is a file to follow. */
    public boolean isConfigured() {
        return file.isPresent();
    }

    /** Follows the file as it is now. To be called at the start, which has waited for nobody's writing. */
    public synchronized void begin() {
        file.ifPresent(path -> {
            last = see(path);
            settle(path);
        });
    }

    /** Looks at the file, and follows it if it has changed. To be called about twice a second. */
    public synchronized void look() {
        file.ifPresent(path -> {
            Sight sight = see(path);
            boolean steady = sight.equals(last);
            last = steady ? last : sight;
            if (steady && !last.equals(settled)) {
                settle(path);
            }
        });
    }

    private static Sight see(Path file) {
        try {
            return new Text(UsersFile.text(file));
        } catch (IOException e) {
            return new Trouble(TextFile.reason(e));
        }
    }

    private void settle(Path path) {
        switch (last) {
            case Trouble(String reason) -> warn(path, reason);
            case Text(String text) -> {
                switch (UsersFile.users(text)) {
                    case Refused<List<ImportedAccount>>(Refusal refusal) -> warn(path, refusal.detail());
                    case Done<List<ImportedAccount>>(List<ImportedAccount> users) -> {
                        Changes changes = accounts.follow(users);
                        told = "";
                        LOG.info(
                                "AUTH_USERS_FILE: {} users: {} made or changed, {} removed, {} left out",
                                users.size(),
                                changes.put(),
                                changes.removed(),
                                changes.leftOut());
                    }
                }
            }
        }
        settled = last;
    }

    private void warn(Path path, String why) {
        if (!why.equals(told)) {
            LOG.warn("AUTH_USERS_FILE: {}: {}; users stay as they are", path, why);
            told = why;
        }
    }
}
