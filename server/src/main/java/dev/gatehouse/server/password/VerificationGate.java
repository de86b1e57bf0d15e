package dev.gatehouse.server.password;

/**
 * Whether an attempt may be made, asked and told on the thread that verifies, so that an attempt that has waited knows
 * what those before it came to. Thread-safe.
 */
@FunctionalInterface
public interface VerificationGate {

    /** Always open. */
    VerificationGate OPEN = () -> true;

    /** Whether the attempt may still be made. */
    boolean isOpen();

    /** The attempt was made, and the password was wrong. */
    default void mismatched() {}
}
