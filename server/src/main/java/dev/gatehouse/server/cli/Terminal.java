package dev.gatehouse.server.cli;

import java.util.Optional;

/** Somebody at a keyboard. */
interface Terminal {

    /** Whether there is somebody who can be asked. */
    boolean isThere();

    /** One line; empty if the input has ended. Called only if {@link #isThere()}. */
    Optional<String> read(String prompt);

    /**
     * One line, not shown while it is typed; empty if the input has ended. Called only if {@link #isThere()}.
     *
     * @param prompt what to show first, once nothing typed is shown any more
     */
    Optional<String> readHidden(String prompt);
}
