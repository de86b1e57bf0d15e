package dev.gatehouse.benchmarks.peer.micronaut;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.session.Session;
import java.util.Locale;

/** What a session tells of its user. */
record User(String username, String role, String fullName, String email) {

    /** One of those that are seeded, {@code user-000000} onwards. */
    static User numbered(int number) {
        String digits = String.format(Locale.ROOT, "%06d", number);
        String username = "user-" + digits;
        return new User(username, "viewer", "Ada Example " + digits, username + "@example.org");
    }

    static User in(Session session) {
        return new User(
                text(session, "username"), text(session, "role"), text(session, "full-name"), text(session, "email"));
    }

    void putInto(Session session) {
        session.put("username", username);
        session.put("role", role);
        session.put("full-name", fullName);
        session.put("email", email);
    }

    MutableHttpResponse<?> toResponse() {
        return HttpResponse.ok()
                .header("Remote-User", username)
                .header("Remote-Groups", role)
                .header("Remote-Name", fullName)
                .header("Remote-Email", email);
    }

    private static String text(Session session, String name) {
        return session.get(name, String.class).orElseThrow();
    }
}
