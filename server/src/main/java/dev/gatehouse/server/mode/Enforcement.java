package dev.gatehouse.server.mode;

/** What is asked of whoever sends a request, at this moment. */
public enum Enforcement {
    /** A credential. */
    CREDENTIALS,
    /** Nothing for reads, and writes are refused: nobody signs in. */
    READ_ONLY,
    /** Nothing: everybody may do everything. */
    NOTHING,
    /** It cannot be told. */
    UNKNOWN
}
