package dev.gatehouse.session.valkey;

import io.lettuce.core.RedisCommandExecutionException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why a connection could not be made, in words for the operator: what is wrong, and what to do. */
final class Troubles {

    private static final int LONGEST = 200;

    private Troubles() {}

    static String explain(Endpoint endpoint, Throwable failure) {
        String all = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .map(cause -> cause.getClass().getSimpleName() + " " + cause.getMessage())
                .reduce("", (left, right) -> left + "; " + right);
        if (has(failure, UnknownHostException.class)) {
            return "the host of " + endpoint + " is unknown; check its name in VALKEY_URL";
        }
        if (all.contains("Connection refused") || has(failure, ConnectException.class)) {
            return endpoint + " refuses connections; check that the server runs and that VALKEY_URL names its port";
        }
        if (has(failure, CertificateException.class)) {
            return all.contains("subject alternative") || all.contains("No name matching")
                    ? "the certificate of " + endpoint + " is for another host; VALKEY_URL must name one it is for"
                    : "the certificate of " + endpoint
                            + " is not trusted; name the authority's certificate in VALKEY_CA_FILE";
        }
        if (has(failure, SSLException.class)) {
            return endpoint
                    + " does not speak TLS as it should; check that VALKEY_URL names its TLS port, or write redis://";
        }
        if (all.contains("WRONGPASS") || all.contains("invalid password") || all.contains("invalid username")) {
            return endpoint + " refuses the user or the password in VALKEY_URL";
        }
        if (all.contains("NOAUTH") || all.contains("without any password configured")) {
            return endpoint
                    + (all.contains("NOAUTH")
                            ? " asks for a password; put it into VALKEY_URL as USER:PASSWORD@ or :PASSWORD@"
                            : " has no password; remove the one in VALKEY_URL");
        }
        if (all.contains("NOPERM")) {
            return "the user in VALKEY_URL lacks a permission on " + endpoint + ": " + serversWords(failure);
        }
        if (all.contains("DENIED")) {
            return endpoint + " is in protected mode; give it a password, or let it listen on loopback only";
        }
        if (all.contains("DB index") || all.contains("SELECT is not allowed")) {
            return endpoint + " has no such database as VALKEY_URL names; a cluster has only database 0";
        }
        if (all.contains("Invalid first byte") || all.contains("RedisProtocolException")) {
            return endpoint + " is no Valkey or Redis server";
        }
        if (has(failure, TimeoutException.class) || all.toLowerCase(Locale.ROOT).contains("timed out")) {
            return endpoint + " does not answer; check the host, the port and the firewall between";
        }
        if (has(failure, RedisCommandExecutionException.class)) {
            return endpoint + " says: " + serversWords(failure);
        }
        return endpoint + " closes the connection; check whether it wants TLS (rediss://) or is another kind of server";
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
        return find(failure, kind).isPresent();
    }

    private static Optional<Throwable> find(Throwable failure, Class<? extends Throwable> kind) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(kind::isInstance)
                .findFirst();
    }

    private static String serversWords(Throwable failure) {
        String words = find(failure, RedisCommandExecutionException.class)
                .map(Throwable::getMessage)
                .orElse("nothing");
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…";
    }
}
