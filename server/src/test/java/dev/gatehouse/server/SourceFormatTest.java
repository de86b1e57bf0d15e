package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every source of every module is formatted. A test rather than a plugin, since the formatter reads only the Java that
 * it runs on, and Maven itself may run on an older one than the tests do.
 */
class SourceFormatTest {

    private static final JavaFormatterOptions.Style STYLE = JavaFormatterOptions.Style.PALANTIR;
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void everySource_isFormatted() {
        Formatter formatter = Formatter.createFormatter(
                JavaFormatterOptions.builder().style(STYLE).build());
        List<Path> sources = Stream.of(ROOT, ROOT.resolve("benchmarks"))
                .flatMap(SourceFormatTest::modules)
                .map(module -> module.resolve("src"))
                .filter(Files::isDirectory)
                .flatMap(SourceFormatTest::sources)
                .toList();
        assertThat(sources).hasSizeGreaterThan(100);
        assertThat(sources.parallelStream().filter(source -> !isFormatted(formatter, source)))
                .as("run 'mvn -Pbenchmarks spotless:apply' with JAVA_HOME naming a JDK 25")
                .isEmpty();
    }

    private static Stream<Path> modules(Path folder) {
        try (Stream<Path> modules = Files.list(folder)) {
            return modules.toList().stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<Path> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(path -> path.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isFormatted(Formatter formatter, Path source) {
        try {
            String text = Files.readString(source);
            String formatted = ImportOrderer.reorderImports(formatter.formatSource(text), STYLE);
            return RemoveUnusedImports.removeUnusedImports(formatted).equals(text);
        } catch (IOException | FormatterException e) {
            throw new AssertionError(source.toString(), e);
        }
    }
}
