package dev.gatehouse.benchmarks.peer.spring;

import jakarta.servlet.http.HttpSession;
import java.util.Locale;
import org.springframework.http.ResponseEntity;
import org.springframework.session.Session;

/** What a session tells of its user. */
record User(String username, String role, String fullName, String email) {

    /** One of those that are seeded, {@code user-000000} onwards. */
    static User numbered(int number) {
        String digits = String.format(Locale.ROOT, "%06d", number);
        String username = "user-" + digits;
        return new User(username, "viewer", "Ada Example " + digits, username + "@example.org");
    }

    static User in(HttpSession session) {
        return new User(
                text(session, "username"), text(session, "role"), text(session, "full-name"), text(session, "email"));
    }

    void putInto(Session session) {
        session.setAttribute("username", username);
        session.setAttribute("role", role);
        session.setAttribute("full-name", fullName);
        session.setAttribute("email", email);
    }

    ResponseEntity<Void> toResponse() {
        return ResponseEntity.ok()
                .header("Remote-User", username)
                .header("Remote-Groups", role)
                .header("Remote-Name", fullName)
                .header("Remote-Email", email)
                .build();
    }

    private static String text(HttpSession session, String name) {
        return (String) session.getAttribute(name);
    }
}
