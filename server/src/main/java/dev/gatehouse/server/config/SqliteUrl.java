package dev.gatehouse.server.config;

import dev.gatehouse.server.config.DatabaseSettings.Sqlite;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code jdbc:sqlite:FILE[?name=value&…]}. Other forms that the driver knows, such as a database in memory, are not. */
final class SqliteUrl {

    static final String ALLOWED = "jdbc:sqlite:FILE or jdbc:sqlite:FILE?name=value&name=value";

    private static final Pattern SHAPE = Pattern.compile(
            "jdbc:sqlite:(?!:|file:)(?<file>[^?]+)(?:\\?(?<parameters>\\w+=[^&=?\\s]+(?:&\\w+=[^&=?\\s]+)*))?");

    private SqliteUrl() {}

    /** File and parameters; the file as it was written, so perhaps relative. */
    static Optional<Sqlite> parse(String url) {
        Matcher matcher = SHAPE.matcher(url);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String parameters = matcher.group("parameters");
        return Texts.path(matcher.group("file"))
                .filter(SqliteUrl::canNameFile)
                .map(file -> new Sqlite(file, parameters == null ? "" : parameters));
    }

    /** Whether a path can stand in such a URL and name a file there. */
    static boolean canNameFile(Path path) {
        return path.getFileName() != null
                && !path.getFileName().toString().isEmpty()
                && path.toString().indexOf('?') < 0;
    }

    /** The URL of a database; {@link #parse} takes it apart again. */
    static String of(Sqlite database) {
        String query = database.parameters().isEmpty() ? "" : "?" + database.parameters();
        return "jdbc:sqlite:" + database.file() + query;
    }
}
