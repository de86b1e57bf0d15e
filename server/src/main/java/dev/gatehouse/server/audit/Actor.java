package dev.gatehouse.server.audit;

import dev.gatehouse.session.Client;
import java.util.OptionalLong;

/**
 * Who did something, and from where.
 *
 * @param kind what sort of actor
 * @param id the account's id; empty if it is no account
 * @param name the username, or the operating system's name for whoever ran the command; empty if unknown
 * @param client where the request came from
 * @param epoch the account's epoch when the actor proved who they are; empty if nothing is done in the account's name
 */
public record Actor(Kind kind, String id, String name, Client client, OptionalLong epoch) {

    /** The sorts of actors. */
    public enum Kind {
        /** Somebody signed in. */
        USER,
        /** Somebody who has not proved who they are. */
        ANONYMOUS,
        /** Somebody at the command line of this machine. */
        CLI,
        /** The service itself. */
        SYSTEM
    }

    /** The service itself. */
    public static final Actor SYSTEM = new Actor(Kind.SYSTEM, "", "system", Client.UNKNOWN, OptionalLong.empty());

    /** Somebody signed in. */
    public static Actor user(String id, String username, Client client) {
        return new Actor(Kind.USER, id, username, client, OptionalLong.empty());
    }

    /** This actor, acting by a right that ends when the account's epoch rises. */
    public Actor underEpoch(long proved) {
        return new Actor(kind, id, name, client, OptionalLong.of(proved));
    }

    /** Somebody who has not proved who they are. */
    public static Actor anonymous(Client client) {
        return new Actor(Kind.ANONYMOUS, "", "", client, OptionalLong.empty());
    }

    /** Somebody at the command line, by the operating system's name for them. */
    public static Actor commandLine(String name) {
        return new Actor(Kind.CLI, "", name, Client.UNKNOWN, OptionalLong.empty());
    }
}
