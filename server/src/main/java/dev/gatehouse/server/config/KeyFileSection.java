package dev.gatehouse.server.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code API_KEY_FILE}. The file itself is the server's to look at, not every command's: a command has to work
 * beside a server whose key file is spoilt, and for somebody who may not read it.
 */
final class KeyFileSection {

    private static final Path AUTO = Path.of("auto");
    private static final String FILE_NAME = ".api_key";

    /** The key in the place of its file would become a file's name, and be logged. */
    private static final Pattern KEY = Pattern.compile("[0-9a-fA-F]{64}");

    private final Reading reading;

    KeyFileSection(Reading reading) {
        this.reading = reading;
    }

    /**
     * The file, absolute; empty if there is to be none, or if the setting is wrong, as the problems then say.
     *
     * @param dataDirectory where {@code auto} puts it; empty if that setting is wrong itself
     */
    Optional<Path> read(Optional<Path> dataDirectory) {
        Optional<Path> given = reading.read(Settings.API_KEY_FILE);
        if (given.filter(path -> KEY.matcher(path.toString()).matches()).isPresent()) {
            reading.problems()
                    .add(
                            Settings.API_KEY_FILE.name(),
                            Redaction.REDACTED,
                            Settings.API_KEY_FILE.allowed() + ", which is not the key itself");
            return Optional.empty();
        }
        Optional<Path> file = given.flatMap(path ->
                        AUTO.equals(path) ? dataDirectory.map(folder -> folder.resolve(FILE_NAME)) : Optional.of(path))
                .map(reading::resolve);
        file.ifPresent(path -> reading.putEffective(Settings.API_KEY_FILE, path.toString()));
        return file;
    }
}
