package dev.gatehouse.server.apikey;

import dev.gatehouse.server.account.Role;
import dev.gatehouse.server.audit.Actor;

/**
 * Whoever makes an API key, or gives one another secret. They get to know the secret, so that it may open nothing that
 * they may not do themselves, and act in nobody's name who may do more.
 *
 * @param role what they may do
 */
public record Maker(Actor actor, Role role) {

    /** Somebody at the command line of this machine, who may do everything. */
    public static Maker commandLine(Actor actor) {
        return new Maker(actor, Role.ADMIN);
    }
}
