package dev.gatehouse.session.testkit.valkey;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A running server program, on this machine or in a container. Thread-safe. */
sealed interface ServerProcess extends AutoCloseable permits GuardedProcess, ServerContainer {

    /**
     * Starts a program.
     *
     * @param directory where its files are
     * @param log the file that it writes its log to
     */
    static ServerProcess start(ValkeyBinary binary, List<String> arguments, Path directory, Path log) {
        List<String> command = new ArrayList<>(List.of(binary.program()));
        command.addAll(arguments);
        return binary.image()
                .<ServerProcess>map(image -> ServerContainer.start(image, command, directory, log))
                .orElseGet(() -> GuardedProcess.start(command, log));
    }

    /** Whether it runs, or is frozen. */
    boolean isAlive();

    /** Stops it in its tracks. */
    void freeze();

    /** Lets it go on. */
    void thaw();

    /** Kills it at once, and waits until it is gone. */
    @Override
    void close();
}
