package dev.gatehouse.server.authentication;

import dev.gatehouse.server.apikey.ApiKeyDigest;
import dev.gatehouse.session.SessionToken;

/** What a request brought to prove who sent it. */
public sealed interface Credential {

    /** Nothing. */
    record None() implements Credential {}

    /** Something that opens nothing: no token of ours, or one with a wrong checksum. */
    record Unusable() implements Credential {}

    /** Two that differ. */
    record Conflicting() implements Credential {}

    /**
     * A session token.
     *
     * @param fromCookie whether a browser sent it by itself, so that it does not prove that its user meant to
     */
    record OfSession(SessionToken token, boolean fromCookie) implements Credential {}

    /**
     * An API key, or what may be one.
     *
     * @param madeHere whether it has the shape of those made here; others may have been taken over
     */
    record OfApiKey(ApiKeyDigest digest, boolean madeHere) implements Credential {}
}
