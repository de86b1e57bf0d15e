package dev.gatehouse.server.authz;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.http.Principal;
import io.micronaut.http.MutableHttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * What an application behind a proxy is told of who sent a request. Every header is sent each time, empty if there is
 * nothing to say: a proxy copies those that came, and would let a client's own through in place of one that did not.
 *
 * @param user a username, or for a service key a name that no user can have
 * @param groups the role
 */
record Identity(String user, String groups, String name, String email) {

    /** Somebody of whom nothing is known. */
    static final Identity UNKNOWN = new Identity("", "", "", "");

    static Identity of(Optional<Principal> principal) {
        return principal.map(Identity::of).orElse(UNKNOWN);
    }

    private static Identity of(Principal principal) {
        String role = principal.role().label();
        return switch (principal) {
            case Principal.SignedIn(Account account, var _, var _) -> of(account, role);
            case Principal.Program(var holder, var _) ->
                holder.owner()
                        .map(owner -> of(owner, role))
                        .orElseGet(() -> new Identity(
                                holder.username(), role, holder.key().name(), ""));
            case Principal.KeyFile _ -> new Identity(Principal.KeyFile.USERNAME, role, "", "");
            case Principal.Anybody _ -> new Identity("anonymous", role, "", "");
        };
    }

    private static Identity of(Account account, String role) {
        return new Identity(account.username(), role, account.fullName(), Objects.toString(account.email(), ""));
    }

    void addTo(MutableHttpResponse<?> response) {
        response.header("Remote-User", bytes(user))
                .header("Remote-Groups", bytes(groups))
                .header("Remote-Name", bytes(name))
                .header("Remote-Email", bytes(email));
    }

    /**
     * The text's UTF-8, as the characters that are written as these bytes. Without spaces around it, which are no part of
     * a header's value (RFC 9110, section 5.5).
     */
    private static String bytes(String text) {
        return isPlain(text) ? text : encoded(text);
    }

    /** Whether a text is its own encoding, as most are. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next >= 0x7F || next < ' ' || (next == ' ' && (i == 0 || i == text.length() - 1))) {
                return false;
            }
        }
        return true;
    }

    private static String encoded(String text) {
        return new String(text.strip().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
