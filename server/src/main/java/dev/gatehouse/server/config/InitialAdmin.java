package dev.gatehouse.server.config;

/**
 * The first administrator, made at a start that finds no user ({@code INITIAL_ADMIN_*}).
 *
 * @param password in clear; {@link #toString()} leaves it out
 */
public record InitialAdmin(String username, String password, String email, String fullName) {

    @Override
    public String toString() {
        return "InitialAdmin[" + username + "]";
    }
}
