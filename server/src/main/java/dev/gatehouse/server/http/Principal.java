package dev.gatehouse.server.http;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.Role;
import dev.gatehouse.server.apikey.ApiKeyHolder;
import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.keyfile.SingleKey;
import dev.gatehouse.server.outcome.Refusal.Reason;
import dev.gatehouse.session.Client;
import dev.gatehouse.session.Session;
import io.micronaut.http.HttpRequest;
import java.util.Optional;

/** Who sent a request, by what it proved. */
public sealed interface Principal {

    /** Somebody with a session. */
    record SignedIn(Account account, Session session, Client client) implements Principal {

        @Override
        public Role role() {
            return account.role();
        }

        @Override
        public Optional<Account> user() {
            return Optional.of(account);
        }

        @Override
        public Actor actor() {
            return Actor.user(account.id(), account.username(), client).underEpoch(account.id(), account.epoch());
        }
    }

    /** A program with an API key. */
    record Program(ApiKeyHolder holder, Client client) implements Principal {

        @Override
        public Role role() {
            return holder.role();
        }

        @Override
        public Optional<Account> user() {
            return holder.owner();
        }

        @Override
        public Actor actor() {
            Actor program = Actor.apiKey(holder.key().id(), holder.key().name(), client)
                    .underEpoch(holder.key().id(), holder.key().epoch());
            return holder.owner()
                    .map(owner -> program.underEpoch(owner.id(), owner.epoch()))
                    .orElse(program);
        }
    }

    /**
     * Whoever has the one key of single-key mode.
     *
     * @param epoch of the key that they proved to have
     */
    record KeyFile(long epoch, Client client) implements Principal {

        /** What they are called: a name that no user can have. */
        public static final String USERNAME = "apikey:file";

        @Override
        public Role role() {
            return Role.ADMIN;
        }

        @Override
        public Optional<Account> user() {
            return Optional.empty();
        }

        @Override
        public Actor actor() {
            return Actor.apiKey("", "key file", client).underEpoch(SingleKey.ID, epoch);
        }
    }

    /** Whoever asks, where nobody has to prove anything. */
    record Anybody(Client client) implements Principal {

        @Override
        public Role role() {
            return Role.ADMIN;
        }

        @Override
        public Optional<Account> user() {
            return Optional.empty();
        }

        @Override
        public Actor actor() {
            return Actor.anonymous(client);
        }
    }

    /** What they may do. */
    Role role();

    /** The user that they are, or act for; empty if there is none. */
    Optional<Account> user();

    /** Where the request came from. */
    Client client();

    /** The principal as the audit log names it. */
    Actor actor();

    /** The user that they are, or act for; refused if there is none. */
    default Account requireUser() {
        return user().orElseThrow(() -> new RefusedException(Reason.NOT_FOUND, "This credential acts for no user."));
    }

    /** The session that the request was made with; refused if it was made with something else. */
    default SignedIn requireSession() {
        return switch (this) {
            case SignedIn signedIn -> signedIn;
            case Program _, KeyFile _ -> throw apiKeyCannot();
            case Anybody _ -> throw new RefusedException(Reason.AUTH_DISABLED, "Nobody signs in here.");
        };
    }

    /** Refuses a program: what it would be given could outlive its API key. */
    default void requirePerson() {
        switch (this) {
            case SignedIn _, Anybody _ -> {
                // May have what they ask for.
            }
            case Program _, KeyFile _ -> throw apiKeyCannot();
        }
    }

    private static RefusedException apiKeyCannot() {
        return new RefusedException(Reason.FORBIDDEN, "An API key cannot do this: sign in.");
    }

    /** Notes on a request who sent it. */
    default void attachTo(HttpRequest<?> request) {
        request.setAttribute(Principal.class.getName(), this);
    }

    /**
     * Who sent a request.
     *
     * @throws IllegalStateException if its route is open, so that nobody had to prove it
     */
    static Principal of(HttpRequest<?> request) {
        return request.getAttribute(Principal.class.getName(), Principal.class)
                .orElseThrow(() -> new IllegalStateException("Nobody proved who sent this request"));
    }
}
