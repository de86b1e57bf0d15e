package dev.gatehouse.server.cli;

import dev.gatehouse.server.Server;
import dev.gatehouse.server.config.ConfigurationResult;
import java.time.Duration;
import picocli.CommandLine.Command;

/** Serves until the process is told to stop. */
@Command(
        name = "serve",
        description = "Serve HTTP until told to stop (SIGTERM or Ctrl-C).",
        footer = {
            "  gatehouse serve",
            "  PORT=9000 SESSION_TTL=8h gatehouse serve",
            "  gatehouse serve --config /etc/gatehouse.yml"
        })
final class Serve implements Runnable {

    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(9);

    private final Run run;

    Serve(Run run) {
        this.run = run;
    }

    @Override
    public void run() {
        ConfigurationResult result = run.loadForServing();
        result.warnings().forEach(run.output()::warning);
        var configuration = run.valid(result).configuration();
        new Failures(run.knownConfiguration()).damage().ifPresent(damage -> {
            throw damage;
        });
        Server server = Server.start(configuration, run.surroundings().clock());
        // Told to stop, the program has done what it should: it exits with 0, not with the signal's number.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            close(server);
            Runtime.getRuntime().halt(ExitCode.DONE.number());
        }));
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes, but not for longer than whoever sent the signal waits before they kill. */
    private static void close(Server server) {
        Thread closing = Thread.ofPlatform().daemon().start(() -> {
            server.drain();
            server.close();
        });
        try {
            closing.join(LONGEST_CLOSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
