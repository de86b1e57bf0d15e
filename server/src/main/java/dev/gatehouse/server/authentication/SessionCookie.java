package dev.gatehouse.server.authentication;

import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionToken;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * The session cookie. Over HTTPS it carries the {@code __Host-} prefix, which keeps other hosts of the domain from
 * setting it (ASVS 3.3.1, 3.3.2, 3.3.3). It lasts for as long as the session may; whether the session is alive is the
 * server's to say.
 */
@Singleton
public final class SessionCookie {

    private static final String NAME = "gatehouse_session";
    private static final Duration LONGEST = Duration.ofDays(400);

    private final boolean secure;

    SessionCookie(Configuration configuration) {
        this.secure = "https".equals(configuration.baseUrl().getScheme());
    }

    /** The cookie's name. */
    public String name() {
        return secure ? "__Host-" + NAME : NAME;
    }

    /** A cookie that carries the token. */
    public Cookie carrying(SessionToken token, Session session) {
        Duration lifetime = session.limits().absolute().orElse(LONGEST);
        return cookie(token.reveal(), lifetime.compareTo(LONGEST) < 0 ? lifetime : LONGEST);
    }

    /** A cookie that makes the browser forget the one it has. */
    public Cookie forgetting() {
        return cookie("", Duration.ZERO);
    }

    private Cookie cookie(String value, Duration maxAge) {
        return Cookie.of(name(), value)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite(SameSite.Lax)
                .maxAge(maxAge);
    }
}
