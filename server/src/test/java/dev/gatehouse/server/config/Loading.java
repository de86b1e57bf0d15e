package dev.gatehouse.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An environment, a working directory and perhaps a {@code gatehouse.yml} in it, and what loading them comes to. */
final class Loading {

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();

    Loading(Path directory) {
        this.directory = directory;
    }

    Loading with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Loading withFile(String... lines) {
        write("gatehouse.yml", String.join("\n", lines));
        return this;
    }

    Path write(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ConfigurationResult load() {
        return load(Optional.empty(), Optional.empty());
    }

    ConfigurationResult load(Optional<Path> configFile, Optional<Path> databaseOption) {
        Settings settings =
                Settings.of(List.of("acme", "sqlite"), List.of("ACME_URL", "ACME_REGION"), List.of("ACME_URL"));
        return new ConfigurationLoader(environment, directory, settings).load(configFile, databaseOption);
    }

    ConfigurationResult.Valid valid() {
        return valid(load());
    }

    static ConfigurationResult.Valid valid(ConfigurationResult result) {
        assertThat(result).isInstanceOf(ConfigurationResult.Valid.class);
        return (ConfigurationResult.Valid) result;
    }

    Configuration configuration() {
        return valid().configuration();
    }

    List<String> problems() {
        ConfigurationResult result = load();
        assertThat(result).isInstanceOf(ConfigurationResult.Invalid.class);
        return ((ConfigurationResult.Invalid) result).problems();
    }
}
