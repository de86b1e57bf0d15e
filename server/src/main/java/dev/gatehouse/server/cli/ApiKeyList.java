package dev.gatehouse.server.cli;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.Accounts;
import dev.gatehouse.server.apikey.ApiKey;
import dev.gatehouse.server.apikey.ApiKeyView;
import dev.gatehouse.server.apikey.ApiKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists API keys. */
@Command(
        name = "list",
        description = "List API keys, oldest first; never the keys themselves.",
        footer = {"  gatehouse apikey list", "  gatehouse apikey list --user alice --json"})
final class ApiKeyList implements Runnable {

    private static final int PAGE = 500;

    private final Run run;

    @Option(names = "--user", paramLabel = "NAME", description = "Only this user's: id, username or e-mail address.")
    private Optional<String> user = Optional.empty();

    ApiKeyList(Run run) {
        this.run = run;
    }

    @Override
    public void run() {
        ApiKeys keys = run.service(ApiKeys.class);
        Optional<String> ownerId = user.map(run::account).map(Account::id);
        Listing list =
                run.output().list("NUMBER", "ID", "NAME", "USER", "ROLE", "SCOPES", "CREATED", "EXPIRES", "LAST USED");
        List<ApiKey> page;
        long last = 0;
        do {
            long after = last;
            page = ownerId.map(id -> keys.listOf(id, after, PAGE)).orElseGet(() -> keys.list(after, PAGE));
            page.forEach(key -> add(list, key));
            last = page.isEmpty() ? last : page.getLast().number();
        } while (page.size() == PAGE);
        list.end();
    }

    private void add(Listing list, ApiKey key) {
        String username = key.ownerId() == null ? null : usernameOf(key.ownerId());
        Map<String, @Nullable Object> fields = run.fields(ApiKeyView.of(key));
        fields.put("username", username);
        list.add(
                fields,
                key.number(),
                key.id(),
                key.name(),
                username,
                key.role().label(),
                String.join(" ", key.scopes().names()),
                key.createdAt(),
                key.expiresAt(),
                key.lastUsedAt());
    }

    private @Nullable String usernameOf(String id) {
        return run.service(Accounts.class).find(id).map(Account::username).orElse(null);
    }
}
