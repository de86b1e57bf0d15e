package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Somebody who sends requests, always with the same headers. Immutable and thread-safe. */
public final class Caller {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI server;
    private final Map<String, String> headers;

    Caller(HttpClient http, URI server, Map<String, String> headers) {
        this.http = http;
        this.server = server;
        this.headers = headers;
    }

    /** A caller that sends one header more, or another value of it. */
    public Caller with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Caller(http, server, more);
    }

    /** A caller with a session. */
    public Caller bearing(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** Sends GET. */
    public Reply get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    /** Sends DELETE. */
    public Reply delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    /** Sends POST without a body. */
    public Reply post(String path) {
        return send("POST", path, BodyPublishers.noBody());
    }

    /** Sends POST with an object of JSON. */
    public Reply post(String path, Map<String, ?> body) {
        return send("POST", path, Reply.json(body));
    }

    /** Sends PUT with an object of JSON. */
    public Reply put(String path, Map<String, ?> body) {
        return send("PUT", path, Reply.json(body));
    }

    /** Sends PATCH with an object of JSON. */
    public Reply patch(String path, Map<String, ?> body) {
        return send("PATCH", path, Reply.json(body));
    }

    /** Sends a text, said to be JSON. */
    public Reply send(String method, String path, String body) {
        return with("Content-Type", "application/json").send(method, path, BodyPublishers.ofString(body, UTF_8));
    }

    /** Sends anything. */
    public Reply send(String method, String path, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).timeout(BOUND).method(method, body);
        headers.forEach(request::setHeader);
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString(UTF_8));
            return new Reply(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }
}
