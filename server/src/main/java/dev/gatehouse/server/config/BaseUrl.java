package dev.gatehouse.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** A public origin, perhaps with a path: {@code https://auth.example.com} or {@code https://example.com/auth}. */
final class BaseUrl {

    static final String ALLOWED =
            "http:// or https://, a host, and perhaps a port and a path; no user, query or fragment";
    private static final int MOST_PORT = 65_535;

    private BaseUrl() {}

    /** The URL in lower case up to its path, and without a slash at its end, so that paths can be appended. */
    static Optional<URI> parse(String text) {
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (!(scheme.equals("http") || scheme.equals("https"))
                    || uri.getHost() == null
                    || uri.getRawUserInfo() != null
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null
                    || uri.getPort() > MOST_PORT) {
                return Optional.empty();
            }
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String path = uri.getRawPath().replaceAll("/+$", "");
            return Optional.of(new URI(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + path));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
