package dev.gatehouse.benchmarks.peer.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.session.web.http.HeaderHttpSessionIdResolver;
import org.springframework.session.web.http.HttpSessionIdResolver;

/**
 * The program: {@code java -jar peer-spring-session.jar --port=PORT --kind=KIND}, and {@code --redis=HOST:PORT} or
 * {@code --database=FILE} for what the kind needs. Ends with code 2 if that is not what it was started with.
 *
 * <p>The kinds are {@code redis}, which is the library's plain repository and its default; {@code redis-indexed}, which
 * can find a user's sessions; and {@code jdbc} on an SQLite file, which can too. A kind is a profile: see
 * {@code application.yml}.
 */
@SpringBootApplication
public class PeerSpringSession {

    /** Starts the server, and says so in a line on standard output once it accepts connections. */
    public static void main(String[] arguments) {
        Arguments parsed;
        try {
            parsed = Arguments.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("peer-spring-session: " + e.getMessage());
            System.exit(2);
            return;
        }
        SpringApplication application = new SpringApplication(PeerSpringSession.class);
        application.setAdditionalProfiles(parsed.kind());
        application.run(arguments);
        System.out.println("peer-spring-session (" + parsed.kind() + ") is listening on 127.0.0.1:" + parsed.port());
    }

    /** The session's id comes in the header {@code X-Auth-Token}. */
    @Bean
    HttpSessionIdResolver sessionIds() {
        return HeaderHttpSessionIdResolver.xAuthToken();
    }
}
