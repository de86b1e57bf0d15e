package dev.gatehouse.server.database;

import dev.gatehouse.server.config.DatabaseSettings;
import java.nio.file.Path;

/** A program that migrates one file, and prints how many migrations it applied. */
final class MigratingProcess {

    private MigratingProcess() {}

    public static void main(String[] arguments) {
        System.out.println(new Migrations(new DatabaseSettings(Path.of(arguments[0]), "")).up());
    }
}
