package dev.gatehouse.server.http;

import dev.gatehouse.server.account.Role;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Who may call a route. A route without it answers nobody. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Access {

    /** The least that a caller must be. */
    Level value();

    /** The levels of access. */
    enum Level {
        /** Anybody, without a credential; also before there is an accounts database to be asked. */
        OPEN,
        /** Proxies, about requests to others; the route judges those. */
        PROXY,
        /** Anybody, where people sign in. */
        SIGN_IN,
        /** Whoever wants to end the session that they send. */
        SIGN_OUT,
        /** Whoever is signed in. */
        VIEWER,
        /** Operators and admins. */
        OPERATOR,
        /** Admins. */
        ADMIN;

        /** Whether a caller with this role may. */
        public boolean admits(Role role) {
            return switch (this) {
                case OPEN, PROXY, SIGN_IN, SIGN_OUT, VIEWER -> true;
                case OPERATOR -> role.includes(Role.OPERATOR);
                case ADMIN -> role.includes(Role.ADMIN);
            };
        }
    }
}
