package dev.gatehouse.server.cli;

import dev.gatehouse.server.apikey.ApiKey;
import dev.gatehouse.server.apikey.ApiKeyService;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Ends an API key. */
@Command(
        name = "revoke",
        description = "End an API key for good.",
        footer = {"  gatehouse apikey revoke 3"})
final class ApiKeyRevoke implements Runnable {

    private final Run run;

    @Parameters(index = "0", paramLabel = "ID", description = "Id or number, as 'apikey list' shows them.")
    private String id = "";

    ApiKeyRevoke(Run run) {
        this.run = run;
    }

    @Override
    public void run() {
        ApiKey revoked = CommandFailure.unwrap(run.service(ApiKeyService.class).revoke(id, run.actor()));
        run.output()
                .done(
                        "Revoked API key %d (%s).".formatted(revoked.number(), Cells.text(revoked.name())),
                        Map.of("id", revoked.id(), "number", revoked.number()));
    }
}
