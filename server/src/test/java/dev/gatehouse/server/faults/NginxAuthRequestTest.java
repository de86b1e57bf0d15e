package dev.gatehouse.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.server.RawHttp;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real nginx, configured word for word as docs/proxies.md says, before an application that tells what it was sent. */
@Tag("faults")
class NginxAuthRequestTest {

    private static final Pattern BLOCK = Pattern.compile("```nginx\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path directory;

    private TestServer gatehouse;
    private HttpServer application;
    private Nginx nginx;
    private RawHttp client;

    @BeforeEach
    void start() throws IOException {
        gatehouse = TestServer.start(Map.of("AUTH_REQUIRE_FOR_READS", "false"));
        application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        application.createContext("/", exchange -> {
            StringBuilder told = new StringBuilder();
            exchange.getRequestHeaders().forEach((name, values) -> told.append(name + "=" + values + "\n"));
            byte[] body = told.toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        application.start();
        int port = PostgresServer.freePort();
        nginx = Nginx.start(directory, port, documented(port));
        client = new RawHttp(nginx.uri());
    }

    private String documented(int port) throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(Path.of("../docs/proxies.md")));
        assertThat(block.find()).isTrue();
        return block.group(1)
                .replace("listen 80;", "listen 127.0.0.1:" + port + ";")
                .replace(
                        "127.0.0.1:3000",
                        "127.0.0.1:" + application.getAddress().getPort())
                .replace("127.0.0.1:8080", "127.0.0.1:" + gatehouse.uri().getPort());
    }

    @AfterEach
    void stop() {
        nginx.close();
        application.stop(0);
        gatehouse.close();
    }

    private Reply send(String method, String... headers) {
        return client.send(method
                + " /anything HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n"
                + String.join(
                        "",
                        List.of(headers).stream().map(header -> header + "\r\n").toList())
                + "\r\n");
    }

    @Test
    void application_isToldWhoSentARequest_whateverTheClientSays() {
        String token = gatehouse.token(TestServer.ADMIN);

        Reply reply = send(
                "POST",
                "Authorization: Bearer " + token,
                "Remote-User: mallory",
                "Remote-Groups: everything",
                "Remote-Name: Mallory");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body())
                .contains("Remote-user=[admin]", "Remote-groups=[admin]", "Remote-email=[admin@localhost]")
                .doesNotContain("mallory", "Mallory", "everything");
    }

    @Test
    void reads_passWithoutACredential_withNobodysName_andWritesDoNot() {
        Reply read = send("GET", "Remote-User: mallory");
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body()).doesNotContain("mallory");

        assertThat(send("POST").status()).isEqualTo(401);
        assertThat(send("POST", "X-Original-Method: GET").status()).isEqualTo(401);
        assertThat(send("DELETE", "X-Forwarded-Method: GET").status()).isEqualTo(401);
        assertThat(send("GET", "Authorization: Bearer gts_rubbish").status()).isEqualTo(401);
    }
}
