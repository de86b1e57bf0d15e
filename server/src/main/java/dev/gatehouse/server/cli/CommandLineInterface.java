package dev.gatehouse.server.cli;

import dev.gatehouse.server.Application;
import dev.gatehouse.server.Server;
import dev.gatehouse.server.config.ConfigurationLoader;
import dev.gatehouse.server.config.ConfigurationResult;
import dev.gatehouse.session.SessionStoreProviders;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** temporary */
public final class CommandLineInterface {
    public static CommandLineInterface ofThisProcess() {
        return new CommandLineInterface();
    }

    public int run(String[] arguments) {
        Map<String, String> env = System.getenv();
        ConfigurationResult result = new ConfigurationLoader(env, Path.of(""), SessionStoreProviders.discover())
                .load(Optional.empty(), Optional.empty());
        return switch (result) {
            case ConfigurationResult.Invalid invalid -> {
                invalid.problems().forEach(System.err::println);
                yield 2;
            }
            case ConfigurationResult.Valid valid -> {
                Optional<String> damage = Application.findDamage(valid.configuration());
                if (damage.isPresent()) {
                    System.err.println(damage.get());
                    yield 1;
                }
                Server server = Server.start(valid.configuration(), java.time.InstantSource.system());
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    server.close();
                    Runtime.getRuntime().halt(0);
                }));
                try {
                    Thread.currentThread().join();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                yield 0;
            }
        };
    }
}
