package dev.gatehouse.server.cli;

import dev.gatehouse.server.apikey.ApiKeyService;
import dev.gatehouse.server.apikey.Maker;
import dev.gatehouse.server.apikey.Rotation;
import dev.gatehouse.server.config.Durations;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives an API key another secret. */
@Command(
        name = "rotate",
        description = {
            "Give an API key another secret and print it once. It keeps its number, name, role and use.",
            "The old secret opens for another day, unless --overlap says otherwise: 0 ends it at once.",
        },
        footer = {"  gatehouse apikey rotate 3", "  gatehouse apikey rotate 3 --overlap 0 --expires 90d"})
final class ApiKeyRotate implements Runnable {

    private final Run run;

    @Parameters(index = "0", paramLabel = "ID", description = "Id or number, as 'apikey list' shows them.")
    private String id = "";

    @Option(names = "--overlap", paramLabel = "TIME", description = "How long the old secret still opens: 0 to 30d.")
    private Optional<String> overlap = Optional.empty();

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            description = "When the key ends from now on, as with 'apikey create'; unless given, as before.")
    private Optional<String> expires = Optional.empty();

    ApiKeyRotate(Run run) {
        this.run = run;
    }

    @Override
    public void run() {
        Rotation rotation = new Rotation(
                overlap.map(ApiKeyRotate::duration).orElse(Rotation.USUAL.overlap()),
                expires.map(
                        text -> Expiry.parse(text, run.surroundings().clock().instant())));
        ApiKeyOutput.show(
                run,
                "Rotated API key",
                CommandFailure.unwrap(
                        run.service(ApiKeyService.class).rotate(id, rotation, Maker.commandLine(run.actor()))));
    }

    private static Duration duration(String text) {
        return Durations.parse(text)
                .orElseThrow(() -> CommandFailure.usage("--overlap takes a time such as 30m, 24h or 7d, or 0."));
    }
}
