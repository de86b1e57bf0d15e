package dev.gatehouse.benchmarks.load.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Single requests, for what is done once. Thread-safe. */
public final class Api implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    /** Requests to a program. */
    public Api(Program program) {
        this.base = URI.create("http://127.0.0.1:" + program.address().getPort());
    }

    /** The answer's body, if it was 200. */
    public String ask(String method, String path, String body, String... headers) {
        HttpResponse<String> answer = send(method, path, body, headers);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(
                    "%s %s answered %d %s".formatted(method, path, answer.statusCode(), answer.body()));
        }
        return answer.body();
    }

    /** The answer, whatever it is. */
    public HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(LONGEST)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
