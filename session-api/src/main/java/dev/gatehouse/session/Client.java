package dev.gatehouse.session;

/**
 * Where a session was begun, as its owner sees it in the list of their sessions. Told by the client, so proof of
 * nothing.
 *
 * @param address a textual IP address, at most {@value #LONGEST_ADDRESS} characters; empty if unknown
 * @param userAgent at most {@value #LONGEST_USER_AGENT} characters; empty if unknown
 */
public record Client(String address, String userAgent) {

    /** The longest address, in characters. */
    public static final int LONGEST_ADDRESS = 64;

    /** The longest user agent, in characters. */
    public static final int LONGEST_USER_AGENT = 256;

    /** Nothing known. */
    public static final Client UNKNOWN = new Client("", "");

    /** @throws IllegalArgumentException if a text is too long, or holds NUL or half a surrogate pair */
    public Client {
        WellFormed.require("address", address, LONGEST_ADDRESS);
        WellFormed.require("userAgent", userAgent, LONGEST_USER_AGENT);
    }

    /** A client from whatever a request said: cut to the longest lengths, and what no store could keep replaced. */
    public static Client of(String address, String userAgent) {
        return new Client(
                WellFormed.coerce(address, LONGEST_ADDRESS), WellFormed.coerce(userAgent, LONGEST_USER_AGENT));
    }
}
