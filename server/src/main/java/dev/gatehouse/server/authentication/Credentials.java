package dev.gatehouse.server.authentication;

import dev.gatehouse.session.SessionToken;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the credential off a request: {@code Authorization: Bearer}, {@code X-Api-Key} or the session cookie, and
 * never a query parameter (RFC 6750, section 2; RFC 9700, section 4.3.2). Looks nothing up.
 */
@Singleton
public final class Credentials {

    private static final String API_KEY = "X-Api-Key";
    private static final String BEARER = "Bearer ";

    /** Stands for what came where, or as, no session token comes. */
    private static final String NO_TOKEN = "";

    private final SessionCookie cookie;

    Credentials(SessionCookie cookie) {
        this.cookie = cookie;
    }

    /** The credential that a request carries. */
    public Credential of(HttpRequest<?> request) {
        List<String> headers = new ArrayList<>();
        request.getHeaders().getAll(HttpHeaders.AUTHORIZATION).forEach(value -> headers.add(bearer(value)));
        request.getHeaders().getAll(API_KEY).forEach(_ -> headers.add(NO_TOKEN));
        Set<String> presented = new LinkedHashSet<>(headers);
        presented.addAll(cookies(request));
        if (presented.size() > 1) {
            return new Credential.Conflicting();
        }
        return presented.stream()
                .findFirst()
                .map(text -> SessionToken.parse(text)
                        .<Credential>map(token -> new Credential.OfSession(token, headers.isEmpty()))
                        .orElseGet(Credential.Unusable::new))
                .orElseGet(Credential.None::new);
    }

    /** Every session cookie: a browser may hold several of one name, and sends all of them. */
    private List<String> cookies(HttpRequest<?> request) {
        return request.getHeaders().getAll(HttpHeaders.COOKIE).stream()
                .flatMap(header -> ServerCookieDecoder.LAX.decodeAll(header).stream())
                .filter(sent -> sent.name().equals(cookie.name()))
                .map(Cookie::value)
                .toList();
    }

    private static String bearer(String header) {
        boolean isBearer = header.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return isBearer ? header.substring(BEARER.length()).strip() : NO_TOKEN;
    }
}
