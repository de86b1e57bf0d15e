package dev.gatehouse.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.testkit.Awaiting;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An nginx: before several servers, as its manual recommends for connections that are kept, or as a test says. */
final class Nginx implements AutoCloseable {

    private final Process process;
    private final int port;
    private final Path log;

    private Nginx(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Starts it before several servers, with its files in a directory, and waits until it takes connections. */
    static Nginx start(Path directory, int port, List<Integer> servers) throws IOException {
        return start(directory, port, before(port, servers));
    }

    /**
     * Starts it, with its files in a directory, and waits until it takes connections.
     *
     * @param http what is configured inside {@code http}; listens on the port
     */
    static Nginx start(Path directory, int port, String http) throws IOException {
        Path configuration = Files.writeString(directory.resolve("nginx.conf"), configuration(directory, http));
        Path log = directory.resolve("nginx.log");
        Process process = new ProcessBuilder(
                        program().toString(),
                        "-p",
                        directory.toString(),
                        "-c",
                        configuration.toString(),
                        "-e",
                        log.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Nginx nginx = new Nginx(process, port, log);
        Awaiting.until("nginx takes connections, see " + log, nginx::takesConnections);
        return nginx;
    }

    private static Path program() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .map(directory -> Path.of(directory, "nginx"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "There is no nginx on the PATH or in /usr/sbin: install it (Debian: apt install nginx-light)"));
    }

    private static String configuration(Path directory, String http) {
        return """
                daemon off;
                worker_processes 1;
                pid %1$s/nginx.pid;
                events {
                    worker_connections 4096;
                }
                http {
                    access_log %1$s/access.log;
                    client_body_temp_path %1$s/body;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    %2$s
                }
                """.formatted(directory, http);
    }

    private static String before(int port, List<Integer> servers) {
        return """
                upstream gatehouse {
                    %2$s
                    keepalive 16;
                }
                server {
                    listen 127.0.0.1:%1$d;
                    location / {
                        proxy_pass http://gatehouse;
                        proxy_http_version 1.1;
                        proxy_set_header Connection "";
                    }
                }
                """.formatted(
                port, servers.stream().map("server 127.0.0.1:%d;"::formatted).collect(Collectors.joining("\n")));
    }

    private boolean takesConnections() {
        assertThat(process.isAlive()).as("nginx runs").isTrue();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What it said so far of requests that met trouble, for a test that failed. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
