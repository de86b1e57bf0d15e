package dev.gatehouse.session.testkit.valkey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server program under a guard: a shell that waits for the end of its input, which comes when this JVM ends, however
 * it ends, and then kills the server. Thread-safe.
 */
final class GuardedProcess implements ServerProcess {

    private static final String GUARD = """
            "$@" >>"$LOG" 2>&1 </dev/null &
            echo $!
            cat >/dev/null
            kill -9 $! 2>/dev/null
            wait $! 2>/dev/null
            """;

    private final Process guard;
    private final long pid;

    private GuardedProcess(Process guard, long pid) {
        this.guard = guard;
        this.pid = pid;
    }

    static GuardedProcess start(List<String> program, Path log) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "sh"));
        command.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LOG", log.toString());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Process guard = builder.start();
            // Not closed: the guard ends when its pipes do.
            BufferedReader output = guard.inputReader(UTF_8);
            return new GuardedProcess(guard, Long.parseLong(output.readLine()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isAlive() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    @Override
    public void freeze() {
        signal("STOP");
    }

    @Override
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int exit = new ProcessBuilder("/bin/kill", "-" + name, Long.toString(pid))
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("kill -" + name + " " + pid + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while sending a signal", e);
        }
    }

    @Override
    public void close() {
        try {
            guard.getOutputStream().close();
            if (!guard.waitFor(20, SECONDS)) {
                throw new IllegalStateException("Process " + pid + " cannot be killed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while killing a server", e);
        }
    }
}
