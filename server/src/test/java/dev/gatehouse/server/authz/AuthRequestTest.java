package dev.gatehouse.server.authz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthRequestTest {

    private static final String PATH = "/authz/auth-request";
    private static final int FUZZED = 2_000;
    private static final long SEED = 20_261_121;

    private TestServer strict;
    private TestServer open;

    @BeforeAll
    void start() {
        strict = TestServer.start();
        open = TestServer.start(Map.of("AUTH_REQUIRE_FOR_READS", "false"));
    }

    @AfterAll
    void stop() {
        open.close();
        strict.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET",
                "HEAD",
                "POST",
                "PUT",
                "PATCH",
                "DELETE",
                "OPTIONS",
                "TRACE",
                "PROPFIND",
                "MKCOL",
                "REPORT",
                "QUERY",
                "X"
            })
    void anyMethod_isAnsweredAlike(String method) {
        assertThat(strict.anonymous()
                        .send(method, PATH, BodyPublishers.noBody())
                        .status())
                .isEqualTo(401);
        assertThat(strict.anonymous()
                        .bearing("gtk_rubbish")
                        .send(method, PATH, BodyPublishers.ofString("a body"))
                        .status())
                .isEqualTo(401);
        Reply passed = strict.signIn(TestServer.ADMIN).send(method, PATH, BodyPublishers.noBody());
        assertThat(passed.status()).isEqualTo(200);
        assertThat(passed.header("remote-user")).isEqualTo(TestServer.ADMIN);
    }

    @Test
    void allowed_tellsWhoItIs_inEveryHeader() {
        strict.signIn(TestServer.ADMIN)
                .post(
                        "/api/users",
                        Map.of(
                                "username", "zoe",
                                "full_name", "Zoë Ω",
                                "password", TestServer.PASSWORD));

        Reply zoe = strict.signIn("zoe").get(PATH);

        assertThat(zoe.header("remote-user")).isEqualTo("zoe");
        assertThat(zoe.header("remote-groups")).isEqualTo("viewer");
        assertThat(new String(zoe.header("remote-name").getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .isEqualTo("Zoë Ω");
        assertThat(zoe.headers().get("remote-email")).containsExactly("");
        Reply admin = strict.signIn(TestServer.ADMIN).get(PATH);
        assertThat(admin.header("remote-email")).isEqualTo("admin@localhost");
        assertThat(admin.header("remote-groups")).isEqualTo("admin");
    }

    @Test
    void spacesAroundAName_areNotTold() {
        strict.signIn(TestServer.ADMIN)
                .post(
                        "/api/users",
                        Map.of("username", "spaced", "full_name", " Ann ", "password", TestServer.PASSWORD));
        Reply key = strict.signIn(TestServer.ADMIN).post("/api/keys", Map.of("name", " Grafana"));

        Reply user = strict.signIn("spaced").get(PATH);
        Reply program = strict.anonymous().bearing(key.text("key")).get(PATH);

        assertThat(user.status()).isEqualTo(200);
        assertThat(user.header("remote-name")).isEqualTo("Ann");
        assertThat(program.status()).isEqualTo(200);
        assertThat(program.header("remote-name")).isEqualTo("Grafana");
    }

    /** nginx passes on what the client accepts and says of its body, which it leaves out itself. */
    @ParameterizedTest
    @CsvSource({
        "GET, Accept, text/event-stream",
        "GET, Accept, image/png",
        "GET, Content-Type, multipart/form-data; boundary=x",
        "POST, Content-Type, application/x-www-form-urlencoded",
        "PUT, Content-Type, no type at all",
    })
    void headersAboutTheApplicationsContent_changeNothing(String method, String header, String value) {
        assertThat(strict.signIn(TestServer.ADMIN)
                        .with(header, value)
                        .send(method, PATH, BodyPublishers.noBody())
                        .status())
                .isEqualTo(200);
        assertThat(strict.anonymous()
                        .with(header, value)
                        .send(method, PATH, BodyPublishers.noBody())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void apiKey_tellsItsOwner_andAServiceKeyANameThatNobodyHas() {
        assertThat(strict.signInByKey(TestServer.ADMIN).get(PATH).header("remote-user"))
                .isEqualTo(TestServer.ADMIN);
        Reply key = strict.signIn(TestServer.ADMIN).post("/api/keys", Map.of("name", "Grafana"));

        Reply service = strict.anonymous().with("X-Api-Key", key.text("key")).get(PATH);

        assertThat(service.header("remote-user")).isEqualTo("apikey:" + key.text("number"));
        assertThat(service.header("remote-groups")).isEqualTo("viewer");
        assertThat(service.header("remote-name")).isEqualTo("Grafana");
    }

    @Test
    void cookie_isTaken_evenOnRequestsThatOtherSitesCaused() {
        Caller browser = strict.anonymous()
                .with("Cookie", "gatehouse_session=" + strict.token(TestServer.ADMIN))
                .with("Sec-Fetch-Site", "same-site");

        assertThat(browser.post(PATH).status()).isEqualTo(200);
    }

    @Test
    void anApplicationsOwnCredential_isLeftAlone() {
        String cookie = "gatehouse_session=" + strict.token(TestServer.ADMIN);
        Caller browser = strict.anonymous().with("Cookie", cookie);

        assertThat(browser.with("Authorization", "Basic YTpi").get(PATH).status())
                .isEqualTo(200);
        assertThat(browser.bearing("an application's own token").get(PATH).status())
                .isEqualTo(200);
        assertThat(browser.with("X-Api-Key", "0123456789abcdef0123456789abcdef")
                        .get(PATH)
                        .status())
                .isEqualTo(200);
        assertThat(strict.anonymous()
                        .bearing("an application's own token")
                        .get(PATH)
                        .code())
                .isEqualTo("credential_missing");
        assertThat(open.anonymous()
                        .with("Authorization", "Basic YTpi")
                        .get(PATH)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void twoOfOurs_are401() {
        String token = strict.token(TestServer.ADMIN);
        String key = strict.apiKey(TestServer.ADMIN).text("key");

        assertThat(strict.anonymous()
                        .bearing(token)
                        .with("X-Api-Key", key)
                        .get(PATH)
                        .status())
                .isEqualTo(401);
        assertThat(strict.anonymous()
                        .bearing(token)
                        .with("Cookie", "gatehouse_session=other")
                        .get(PATH)
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, '', '', 200",
        "POST, '', '', 401",
        "GET, GET, '', 200",
        "GET, HEAD, '', 200",
        "GET, OPTIONS, '', 200",
        "GET, POST, '', 401",
        "GET, PROPFIND, '', 401",
        "PROPFIND, '', '', 401",
        "PROPFIND, GET, '', 200",
        "GET, get, '', 401",
        "POST, GET, '', 200",
        "GET, '', POST, 401",
        "GET, '', GET, 200",
        "POST, '', GET, 401",
        "GET, GET, POST, 401",
        "GET, POST, GET, 401",
    })
    void withReadsOpen_theOriginalMethodDecides(String own, String original, String forwarded, int status) {
        Caller caller = open.anonymous();
        caller = original.isEmpty() ? caller : caller.with("X-Original-Method", original);
        caller = forwarded.isEmpty() ? caller : caller.with("X-Forwarded-Method", forwarded);

        Reply reply = caller.send(own, PATH, BodyPublishers.noBody());

        assertThat(reply.status()).isEqualTo(status);
        if (status == 200) {
            for (String header : List.of("remote-user", "remote-groups", "remote-name", "remote-email")) {
                assertThat(reply.headers().get(header)).as(header).containsExactly("");
            }
        }
    }

    @Test
    void withReadsOpen_aTrustedProxysWordCounts() {
        try (TestServer trusting =
                TestServer.start(Map.of("AUTH_REQUIRE_FOR_READS", "false", "TRUSTED_PROXIES", "127.0.0.1/32"))) {
            Caller proxy = trusting.anonymous();
            assertThat(proxy.with("X-Forwarded-Method", "GET").post(PATH).status())
                    .isEqualTo(200);
            assertThat(proxy.with("X-Forwarded-Method", "PUT").get(PATH).status())
                    .isEqualTo(401);
        }
    }

    @Test
    void withReadsOpen_aCredentialThatFails_is401AllTheSame() {
        for (String credential : List.of("gts_rubbish", "gtk_rubbish", "gtr_rubbish")) {
            assertThat(open.anonymous().bearing(credential).get(PATH).status()).isEqualTo(401);
        }
        Caller admin = open.signIn(TestServer.ADMIN);
        admin.post("/api/auth/logout");
        assertThat(admin.get(PATH).status()).isEqualTo(401);
    }

    @Test
    void answer_saysNothingOfACookie_andIsNotKept() {
        Reply reply = strict.signIn(TestServer.ADMIN).get(PATH);

        assertThat(reply.header("set-cookie")).isEmpty();
        assertThat(reply.header("cache-control")).isEqualTo("no-store");
        assertThat(strict.anonymous().get(PATH).header("www-authenticate")).isEqualTo("Bearer");
    }

    @Test
    void optionsInTheQuery_areNone() {
        assertThat(strict.anonymous()
                        .get(PATH + "?allowed_groups=admin&rd=/&method=GET&token=" + strict.token(TestServer.ADMIN))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void fuzzedHeadersOfProxies_withoutACredential_neverPass() {
        Random random = new Random(SEED);
        List<String> names = List.of(
                "X-Original-URL",
                "X-Original-URI",
                "X-Forwarded-Uri",
                "X-Forwarded-Host",
                "X-Original-Method",
                "X-Forwarded-Method",
                "X-Forwarded-For",
                "Remote-User",
                "X-Session-Passive",
                "User-Agent");
        List<String> values = List.of(
                "/",
                "//admin",
                "/x/../admin",
                "%2e%2e",
                "/;a=b",
                "GET",
                "POST",
                "get",
                "1",
                "admin",
                "http://[",
                "https://a/b?c#d",
                "\u00ff",
                "127.0.0.1",
                "kube-probe/1.0",
                "x".repeat(4_000));
        for (int request = 0; request < FUZZED; request++) {
            Caller caller = strict.anonymous();
            for (int header = random.nextInt(4); header >= 0; header--) {
                caller =
                        caller.with(names.get(random.nextInt(names.size())), values.get(random.nextInt(values.size())));
            }
            assertThat(caller.get(PATH).status()).isEqualTo(401);
        }
    }
}
