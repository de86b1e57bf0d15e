package dev.gatehouse.server.config;

import dev.gatehouse.server.config.DatabaseSettings.Postgres;
import dev.gatehouse.server.config.DatabaseSettings.Sqlite;
import java.nio.file.Path;
import java.util.Optional;

/** Reads {@code DATA_DIR} and {@code DATABASE_URL}, and makes their paths absolute. */
final class DatabaseSection {

    private static final String FILE_NAME = "gatehouse.db";

    private final Reading reading;
    private final Optional<Path> option;

    /** @param option the CLI's {@code --database FILE}, which wins over {@code DATABASE_URL} */
    DatabaseSection(Reading reading, Optional<Path> option) {
        this.reading = reading;
        this.option = option;
    }

    /** The directory, or empty if it is wrong. */
    Optional<Path> readDirectory() {
        Optional<Path> directory = reading.read(Settings.DATA_DIR).map(reading::resolve);
        directory.ifPresent(path -> reading.putEffective(Settings.DATA_DIR, path.toString()));
        return directory;
    }

    /** The database, or empty if it is wrong or follows from a directory that is. */
    Optional<DatabaseSettings> readDatabase(Optional<Path> directory) {
        Optional<DatabaseSettings> database = choose(directory);
        database.ifPresent(chosen -> {
            switch (chosen) {
                case Sqlite sqlite -> reading.putEffective(Settings.DATABASE_URL, SqliteUrl.of(sqlite));
                case Postgres postgres -> reading.show(Settings.DATABASE_URL, PostgresUrl.shown(postgres));
            }
        });
        return database;
    }

    private Optional<DatabaseSettings> choose(Optional<Path> directory) {
        if (option.isPresent()) {
            return file("--database", option.get());
        }
        if (reading.isGiven(Settings.DATABASE_URL)) {
            return reading.read(Settings.DATABASE_URL).map(given -> switch (given) {
                case Sqlite(Path file, String parameters) -> new Sqlite(reading.resolve(file), parameters);
                case Postgres postgres -> postgres;
            });
        }
        return directory.flatMap(path -> file(Settings.DATA_DIR.name(), path.resolve(FILE_NAME)));
    }

    private Optional<DatabaseSettings> file(String label, Path path) {
        if (!SqliteUrl.canNameFile(path)) {
            reading.problems().add(label, Redaction.show(path.toString()), "a path without a question mark");
            return Optional.empty();
        }
        return Optional.of(new Sqlite(reading.resolve(path), ""));
    }
}
