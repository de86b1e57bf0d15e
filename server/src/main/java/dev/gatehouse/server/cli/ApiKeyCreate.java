package dev.gatehouse.server.cli;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.Role;
import dev.gatehouse.server.apikey.ApiKeyService;
import dev.gatehouse.server.apikey.Maker;
import dev.gatehouse.server.apikey.MintedApiKey;
import dev.gatehouse.server.apikey.NewApiKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes an API key. */
@Command(
        name = "create",
        description = {
            "Create an API key and print it once. Without --user it is a service key, which acts in nobody's name.",
        },
        footer = {
            "  gatehouse apikey create --label \"Grafana read-only\"",
            "  gatehouse apikey create --label backup --user alice --expires 90d",
            "  KEY=$(gatehouse apikey create --name ci --role operator)",
        })
final class ApiKeyCreate implements Runnable {

    private final Run run;

    @Option(
            names = {"--label", "--name"},
            required = true,
            paramLabel = "TEXT",
            description = "What the key is for.")
    private String name = "";

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "In whose name it acts: id, username or e-mail address.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            converter = RoleName.class,
            completionCandidates = RoleName.Candidates.class,
            description = "viewer, operator or admin: the user's unless given, and viewer for a service key.")
    private Optional<Role> role = Optional.empty();

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description = "What it is for, in words of your applications; may be repeated.")
    private List<String> scopes = new ArrayList<>();

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            description = "When it ends: after a time such as 90d, or at one such as 2027-01-31T12:00:00Z.")
    private Optional<String> expires = Optional.empty();

    ApiKeyCreate(Run run) {
        this.run = run;
    }

    @Override
    public void run() {
        NewApiKey wanted = new NewApiKey(
                name,
                user.map(run::account).map(Account::id),
                role,
                scopes,
                expires.map(
                        text -> Expiry.parse(text, run.surroundings().clock().instant())));
        MintedApiKey minted =
                CommandFailure.unwrap(run.service(ApiKeyService.class).create(wanted, Maker.commandLine(run.actor())));
        ApiKeyOutput.show(run, "Created API key", minted);
    }
}
