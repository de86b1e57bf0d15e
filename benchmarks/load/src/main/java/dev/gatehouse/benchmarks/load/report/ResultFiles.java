package dev.gatehouse.benchmarks.load.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes what was found into a directory: {@code results.md} for people, {@code results.json} for programs, and
 * {@code validation.svg} to look at.
 *
 * @param directory made if missing
 */
public record ResultFiles(Path directory) {

    private static final String OF_CEILING = ": of the plain endpoint";

    private record File(Map<String, String> run, List<Row> figures) {}

    private record Row(String scenario, String name, String unit, double median, List<Double> values, String goal) {}

    /** Writes the files, in the place of what is there. */
    public void write(Map<String, String> facts, List<Figure> figures) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("results.md"), MarkdownReport.write(facts, figures));
            Files.writeString(directory.resolve("results.json"), json(facts, figures));
            List<Figure> ratios = figures.stream()
                    .filter(figure -> figure.scenario().equals("validation")
                            && figure.name().endsWith(OF_CEILING))
                    .map(figure -> new Figure(
                            figure.scenario(),
                            figure.name().replace(OF_CEILING, ""),
                            figure.unit(),
                            figure.values(),
                            figure.goal()))
                    .toList();
            if (!ratios.isEmpty()) {
                Files.writeString(
                        directory.resolve("validation.svg"),
                        BarPlot.draw("Validations per second, of what a plain endpoint can do", ratios));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json(Map<String, String> facts, List<Figure> figures) throws JsonProcessingException {
        List<Row> rows = figures.stream()
                .map(figure -> new Row(
                        figure.scenario(),
                        figure.name(),
                        figure.unit(),
                        figure.median(),
                        figure.values(),
                        figure.goal().toString()))
                .toList();
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(new File(facts, rows))
                + "\n";
    }
}
