package dev.gatehouse.server.audit;

import dev.gatehouse.session.Client;

/**
 * Who did something, and from where.
 *
 * @param kind what sort of actor
 * @param id the account's id; empty if it is no account
 * @param name the username, or the operating system's name for whoever ran the command; empty if unknown
 * @param client where the request came from
 */
public record Actor(Kind kind, String id, String name, Client client) {

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
    public static final Actor SYSTEM = new Actor(Kind.SYSTEM, "", "system", Client.UNKNOWN);

    /** Somebody signed in. */
    public static Actor user(String id, String username, Client client) {
        return new Actor(Kind.USER, id, username, client);
    }

    /** Somebody who has not proved who they are. */
    public static Actor anonymous(Client client) {
        return new Actor(Kind.ANONYMOUS, "", "", client);
    }

    /** Somebody at the command line, by the operating system's name for them. */
    public static Actor commandLine(String name) {
        return new Actor(Kind.CLI, "", name, Client.UNKNOWN);
    }
}
