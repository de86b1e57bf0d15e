package dev.gatehouse.session.valkey;

import dev.gatehouse.session.SessionStoreSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;

/**
 * What the operator has set.
 *
 * @param url where the servers are, and how to sign in
 * @param authority the file with the certificate that those of the servers must lead to; empty for those that the JDK
 *     trusts
 * @param timeouts how long answers are waited for
 */
record ValkeySettings(ValkeyUrl url, Optional<Path> authority, Timeouts timeouts) {

    static final String URL = "VALKEY_URL";
    static final String CA_FILE = "VALKEY_CA_FILE";
    static final String TIMEOUT = "VALKEY_TIMEOUT";

    private static final String DEFAULT_URL = "redis://localhost:6379/0";

    /** @throws IllegalArgumentException if a setting is wrong; the message names it, and shows no secret */
    static ValkeySettings of(SessionStoreSettings settings) {
        ValkeyUrl url = ValkeyUrl.parse(settings.get(URL).orElse(DEFAULT_URL));
        Optional<Path> authority = settings.get(CA_FILE).map(ValkeySettings::certificate);
        if (authority.isPresent() && !url.tls()) {
            throw new IllegalArgumentException(
                    CA_FILE + ": is set, and VALKEY_URL asks for no TLS (allowed: only with rediss:// or valkeys://)");
        }
        Timeouts timeouts = settings.get(TIMEOUT).map(ValkeySettings::timeouts).orElse(Timeouts.STANDARD);
        return new ValkeySettings(url, authority, timeouts);
    }

    private static Timeouts timeouts(String text) {
        return Timeouts.parse(text)
                .orElseThrow(() ->
                        new IllegalArgumentException(TIMEOUT + ": " + text + " (allowed: " + Timeouts.ALLOWED + ")"));
    }

    private static Path certificate(String text) {
        Path file = Path.of(text);
        try (InputStream in = Files.newInputStream(file)) {
            if (!CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .isEmpty()) {
                return file;
            }
        } catch (IOException | CertificateException e) {
            throw new IllegalArgumentException(allowed(text), e);
        }
        throw new IllegalArgumentException(allowed(text));
    }

    private static String allowed(String text) {
        return CA_FILE + ": " + text + " (allowed: a file that can be read, with certificates as PEM)";
    }
}
