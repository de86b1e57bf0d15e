package dev.gatehouse.server.cli;

import dev.gatehouse.server.password.PasswordGenerator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gets passwords in one of the three ways that leave no trace of them in process lists and shell histories. */
final class Passwords {

    /** The three ways, to be appended to a sentence. */
    static final String WAYS =
            ". A password is asked for at a terminal, read with --password-stdin, or made with --generate.";

    private static final int ATTEMPTS = 3;

    private final Surroundings surroundings;
    private final Output output;
    private final PasswordOptions options;
    private final StandardInputLines lines;

    Passwords(Run run, PasswordOptions options) {
        this.surroundings = run.surroundings();
        this.output = run.output();
        this.options = options;
        this.lines = new StandardInputLines(surroundings.in());
    }

    /** Fails, before anything else is begun, if there is no way to get a password. */
    void requireWay(boolean asksForOld) {
        boolean needsTerminal = !options.fromStandardInput() && (asksForOld || !options.generated());
        if (needsTerminal && !surroundings.terminal().isThere()) {
            throw CommandFailure.usage("There is no terminal to ask for the password at" + WAYS
                    + (asksForOld ? " The old one cannot be made: it is asked for or read." : ""));
        }
    }

    /** The password that somebody has. */
    String old() {
        return options.fromStandardInput() ? lines.next("the old password") : ask("Current password: ");
    }

    /** The password that somebody will have. */
    Fresh fresh(Supplier<PasswordGenerator> generator) {
        if (options.generated()) {
            return new Fresh(generator.get().generate(), true);
        }
        return new Fresh(options.fromStandardInput() ? lines.next("the new password") : askTwice(), false);
    }

    /**
     * A new password.
     *
     * @param generated whether nobody knows it yet, so that it has to be shown
     */
    record Fresh(String text, boolean generated) {

        /** Tells what was done, and the password if nobody knows it yet: alone on its line, or as a field. */
        void show(Output output, String message, Map<String, ? extends @Nullable Object> fields) {
            Map<String, @Nullable Object> told = new LinkedHashMap<>(fields);
            if (generated) {
                told.put("password", text);
            }
            output.done(message, told);
            if (generated && !output.isJson()) {
                output.line(text);
            }
        }

        @Override
        public String toString() {
            return "Fresh[redacted]";
        }
    }

    private String askTwice() {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            String password = ask("New password: ");
            if (ask("New password again: ").equals(password)) {
                return password;
            }
            output.message("The two are not the same.");
        }
        throw CommandFailure.usage("No password: the two were not the same " + ATTEMPTS + " times.");
    }

    private String ask(String prompt) {
        return surroundings
                .terminal()
                .readHidden(prompt)
                .orElseThrow(() -> CommandFailure.usage("No password: the input ended" + WAYS));
    }
}
