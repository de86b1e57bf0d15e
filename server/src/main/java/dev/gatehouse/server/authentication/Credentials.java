package dev.gatehouse.server.authentication;

import dev.gatehouse.server.apikey.ApiKeyDigest;
import dev.gatehouse.server.apikey.ApiKeySecret;
import dev.gatehouse.session.SessionToken;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reads the credential off a request: {@code Authorization: Bearer}, {@code X-Api-Key} or the session cookie, and
 * never a query parameter (RFC 6750, section 2; RFC 9700, section 4.3.2). Looks nothing up.
 */
@Singleton
public final class Credentials {

    private static final String API_KEY = "X-Api-Key";
    private static final String BEARER = "Bearer ";

    /** Stands for what came under another scheme. */
    private static final String NO_TOKEN = "";

    /** Keys that were made elsewhere: long enough not to be guessed, and no longer than anybody makes them. */
    private static final Pattern FOREIGN_KEY = Pattern.compile("[!-~]{16,512}");

    private final SessionCookie cookie;

    Credentials(SessionCookie cookie) {
        this.cookie = cookie;
    }

    /** The credential that a request to us carries. */
    public Credential of(HttpRequest<?> request) {
        return of(request, _ -> true);
    }

    /**
     * The credential of ours that a request to somebody else carries: what is not shaped as ours may be theirs, and does
     * not count.
     *
     * @param alsoOurs tells whether a text is a credential of ours, whatever it is shaped as
     */
    public Credential ofOurShape(HttpRequest<?> request, Predicate<String> alsoOurs) {
        return of(request, text -> isShapedAsOurs(text) || alsoOurs.test(text));
    }

    private Credential of(HttpRequest<?> request, Predicate<String> counts) {
        Set<String> presented = new HashSet<>();
        for (String header : request.getHeaders().getAll(HttpHeaders.AUTHORIZATION)) {
            addIf(counts, bearer(header), presented);
        }
        boolean inHeader = !presented.isEmpty();
        List<String> cookies = cookies(request);
        presented.addAll(cookies);
        for (String header : request.getHeaders().getAll(API_KEY)) {
            addIf(counts, header.strip(), presented);
        }
        if (presented.size() > 1) {
            return new Credential.Conflicting();
        }
        if (presented.isEmpty()) {
            return new Credential.None();
        }
        String text = presented.iterator().next();
        if (inHeader || !cookies.isEmpty()) {
            Optional<SessionToken> token = SessionToken.parse(text);
            if (token.isPresent()) {
                return new Credential.OfSession(token.get(), !inHeader);
            }
        }
        return inHeader || cookies.isEmpty() ? apiKey(text) : new Credential.Unusable();
    }

    private static void addIf(Predicate<String> counts, String text, Set<String> presented) {
        if (counts.test(text)) {
            presented.add(text);
        }
    }

    /** What is shaped as ours, but for its checksum, is nobody else's. */
    private static boolean isShapedAsOurs(String text) {
        return text.startsWith("gts_") || text.startsWith("gtk_") || text.startsWith("gtr_");
    }

    private static Credential apiKey(String text) {
        Optional<ApiKeySecret> secret = ApiKeySecret.parse(text);
        if (secret.isPresent()) {
            return new Credential.OfApiKey(secret.get().digest(), true);
        }
        return !isShapedAsOurs(text) && FOREIGN_KEY.matcher(text).matches()
                ? new Credential.OfApiKey(ApiKeyDigest.of(text), false)
                : new Credential.Unusable();
    }

    /** Every session cookie: a browser may hold several of one name, and sends all of them. */
    private List<String> cookies(HttpRequest<?> request) {
        List<String> headers = request.getHeaders().getAll(HttpHeaders.COOKIE);
        return headers.isEmpty() ? List.of() : ofOurName(headers);
    }

    private List<String> ofOurName(List<String> headers) {
        return headers.stream()
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
