package dev.gatehouse.server.database;

import dev.gatehouse.server.config.ConfigurationLoader;
import dev.gatehouse.server.config.ConfigurationResult;
import dev.gatehouse.session.SessionStoreProviders;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A program that migrates the database that a URL names, and prints how many migrations it applied. */
final class MigratingProcess {

    private MigratingProcess() {}

    public static void main(String[] arguments) {
        ConfigurationResult result = new ConfigurationLoader(
                        Map.of("DATABASE_URL", arguments[0]), Path.of(""), SessionStoreProviders.discover())
                .load(Optional.empty(), Optional.empty());
        ConfigurationResult.Valid valid = (ConfigurationResult.Valid) result;
        System.out.println(new Migrations(valid.configuration().database()).up());
    }
}
