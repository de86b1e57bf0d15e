package dev.gatehouse.server.audit;

import dev.gatehouse.session.Client;
import java.util.HashMap;
import java.util.Map;

/**
 * Who did something, and from where.
 *
 * @param kind what sort of actor
 * @param id the account's or the API key's id; empty if it is neither
 * @param name the username, the key's name, or the operating system's name for whoever ran the command; empty if unknown
 * @param client where the request came from
 * @param epochs whose epochs the actor's right rests on, by id, as they were when it was proved: it ends when any of them
 *     rises; empty if nothing can end it meanwhile
 */
public record Actor(Kind kind, String id, String name, Client client, Map<String, Long> epochs) {

    /** The sorts of actors. */
    public enum Kind {
        /** Somebody signed in. */
        USER,
        /** A program with an API key. */
        API_KEY,
        /** Somebody who has not proved who they are. */
        ANONYMOUS,
        /** Somebody at the command line of this machine. */
        CLI,
        /** The service itself. */
        SYSTEM
    }

    /** The service itself. */
    public static final Actor SYSTEM = new Actor(Kind.SYSTEM, "", "system", Client.UNKNOWN, Map.of());

    /** Copies the epochs. */
    public Actor {
        epochs = Map.copyOf(epochs);
    }

    /** Somebody signed in. */
    public static Actor user(String id, String username, Client client) {
        return new Actor(Kind.USER, id, username, client, Map.of());
    }

    /** A program with an API key. */
    public static Actor apiKey(String id, String name, Client client) {
        return new Actor(Kind.API_KEY, id, name, client, Map.of());
    }

    /** This actor, acting by a right that ends when the epoch of the account or API key {@code id} rises. */
    public Actor underEpoch(String id, long proved) {
        Map<String, Long> more = new HashMap<>(epochs);
        more.put(id, proved);
        return new Actor(kind, this.id, name, client, more);
    }

    /** Somebody who has not proved who they are. */
    public static Actor anonymous(Client client) {
        return new Actor(Kind.ANONYMOUS, "", "", client, Map.of());
    }

    /** Somebody at the command line, by the operating system's name for them. */
    public static Actor commandLine(String name) {
        return new Actor(Kind.CLI, "", name, Client.UNKNOWN, Map.of());
    }
}
