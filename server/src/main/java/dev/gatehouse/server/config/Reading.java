package dev.gatehouse.server.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One pass over the settings: finds the value of each in the first source that has one, checks it, and keeps what is
 * in force. Holds secrets. Not thread-safe.
 */
final class Reading {

    private record Given(String label, String value) {}

    private final List<Source> sources;
    private final Path workingDirectory;
    private final Problems problems;
    private final Map<String, Given> given = new HashMap<>();
    private final SortedMap<String, String> effective = new TreeMap<>();
    private final SortedMap<String, String> shown = new TreeMap<>();

    /** @param sources the one that wins first */
    Reading(List<Source> sources, Path workingDirectory, Problems problems) {
        this.sources = List.copyOf(sources);
        this.workingDirectory = workingDirectory;
        this.problems = problems;
    }

    /** The value of a setting, or empty if it has none or, as the problems then say, a wrong one. */
    <T> Optional<T> read(Setting<T> setting) {
        Optional<Given> found = source(setting)
                .map(source -> find(setting, source))
                .orElseGet(() -> setting.fallback().map(value -> new Given(setting.name() + " (default)", value)));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        given.put(setting.name(), found.get());
        Optional<T> value = setting.parser().apply(found.get().value());
        if (value.isPresent()) {
            putEffective(setting, found.get().value());
        } else {
            reject(setting, setting.allowed());
        }
        return value;
    }

    /** Whether a source sets this, rightly or wrongly. */
    boolean isGiven(Setting<?> setting) {
        return source(setting).isPresent();
    }

    /** Adds that the value of a setting that was read before is not allowed. */
    void reject(Setting<?> setting, String allowed) {
        Given value = given.getOrDefault(setting.name(), new Given(setting.name(), "not set"));
        problems.add(value.label(), Redaction.show(setting, value.value()), allowed);
    }

    /** Adds that there is something wrong with what the value of a setting that was read before names. */
    void reject(Setting<?> setting, String problem, String allowed) {
        Given value = given.getOrDefault(setting.name(), new Given(setting.name(), "not set"));
        problems.add(value.label(), Redaction.show(setting, value.value()) + ": " + problem, allowed);
    }

    /** Adds that a setting is missing. */
    void require(Setting<?> setting, String why) {
        problems.add(setting.name(), "not set", why + "; " + setting.allowed());
    }

    /** Says what is in force, where that is not the text itself that was given. */
    void putEffective(Setting<?> setting, String value) {
        effective.put(setting.name(), value);
        shown.put(setting.name(), Redaction.effective(setting, value));
    }

    /** Says what may be shown of what is in force, where that is not the text itself but for what looks like a secret. */
    void show(Setting<?> setting, String redacted) {
        shown.put(setting.name(), redacted);
    }

    boolean hasProblems() {
        return !problems.isEmpty();
    }

    /** A path in a setting as an absolute one. */
    Path resolve(Path path) {
        return workingDirectory.resolve(path).toAbsolutePath().normalize();
    }

    Problems problems() {
        return problems;
    }

    /** Everything in force, by name; with the secrets. */
    Map<String, String> effective() {
        return Map.copyOf(effective);
    }

    /** Everything in force, by name; secrets redacted. */
    SortedMap<String, String> shown() {
        return new TreeMap<>(shown);
    }

    private Optional<Source> source(Setting<?> setting) {
        return sources.stream()
                .filter(source -> setting.names().stream()
                        .anyMatch(name -> source.get(name).isPresent()))
                .findFirst();
    }

    private Optional<Given> find(Setting<?> setting, Source source) {
        Optional<Given> direct =
                source.get(setting.name()).map(value -> new Given(source.label(setting.name()), value));
        Optional<String> file = setting.mayComeFromFile() ? source.get(setting.fileName()) : Optional.empty();
        if (direct.isPresent() && file.isPresent()) {
            problems.add(
                    source.label(setting.name()),
                    Redaction.show(setting, direct.get().value()),
                    "this or " + setting.fileName() + ", not both");
            return Optional.empty();
        }
        return direct.or(() -> file.flatMap(path -> readSecret(source.label(setting.fileName()), path)));
    }

    private Optional<Given> readSecret(String label, String path) {
        Optional<Path> file = Texts.path(path).map(this::resolve);
        if (file.isEmpty()) {
            problems.add(label, Redaction.show(path), "the path of a file");
            return Optional.empty();
        }
        try {
            String secret = TextFile.read(file.get()).replaceFirst("\\r?\\n\\z", "");
            if (!secret.isEmpty()) {
                return Optional.of(new Given(label, secret));
            }
            problems.add(label, Redaction.show(path) + " is empty", "a file that holds the secret");
        } catch (IOException e) {
            problems.add(label, Redaction.show(path) + " " + TextFile.reason(e), "a file that can be read");
        }
        return Optional.empty();
    }
}
