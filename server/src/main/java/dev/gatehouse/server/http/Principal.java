package dev.gatehouse.server.http;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.session.Client;
import dev.gatehouse.session.Session;
import io.micronaut.http.HttpRequest;

/** Who sent a request, proved by a session. */
public record Principal(Account account, Session session, Client client) {

    private static final String ATTRIBUTE = Principal.class.getName();

    /** Notes on a request who sent it. */
    public void attachTo(HttpRequest<?> request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /**
     * Who sent a request.
     *
     * @throws IllegalStateException if its route is open, so that nobody had to prove it
     */
    public static Principal of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, Principal.class)
                .orElseThrow(() -> new IllegalStateException("Nobody proved who sent this request"));
    }

    /** The principal as the audit log names it. */
    public Actor actor() {
        return Actor.user(account.id(), account.username(), client).underEpoch(account.epoch());
    }
}
