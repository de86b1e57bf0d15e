package dev.gatehouse.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Application;
import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.Accounts;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.config.ConfigurationLoader;
import dev.gatehouse.server.config.ConfigurationResult;
import dev.gatehouse.server.login.LoginService;
import dev.gatehouse.server.login.SignIn;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.session.Client;
import dev.gatehouse.session.SessionStoreProviders;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A machine in a directory, on which the program is run: its own streams, environment and terminal, and a clock that
 * stands still during a run and shows one second more at the next.
 */
public final class Machine {

    private static final Instant START = Instant.parse("2026-05-01T12:00:00Z");

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>(Map.of("BCRYPT_COST", "10"));
    private final ArrayDeque<String> typed = new ArrayDeque<>();
    private byte[] input = {};
    private boolean hasTerminal;
    private Instant now = START;

    public Machine(Path directory) {
        this.directory = directory;
    }

    /** A machine with these environment variables, such as for its database. */
    public Machine(Path directory, Map<String, String> settings) {
        this(directory);
        environment.putAll(settings);
    }

    /** What a run came to. */
    public record Result(int exit, String out, String err) {

        public List<String> lines() {
            return out.lines().toList();
        }

        public Map<String, Object> object() throws IOException {
            return JsonMapper.createDefault().readValue(out, Argument.mapOf(String.class, Object.class));
        }

        public List<Map<String, Object>> array() throws IOException {
            return JsonMapper.createDefault()
                    .readValue(out, Argument.listOf(Argument.mapOf(String.class, Object.class)));
        }

        public Result succeeded() {
            assertThat(exit).as(err).isZero();
            return this;
        }

        public Result failed(int expected, String message) {
            assertThat(exit).as(out + err).isEqualTo(expected);
            assertThat(err).contains(message).doesNotContain("\tat ");
            assertThat(out).isEmpty();
            return this;
        }
    }

    /** Sets an environment variable. */
    public Machine with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Gives the next run this standard input. */
    public Machine given(String text) {
        return given(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Gives the next run this standard input. */
    Machine given(byte[] bytes) {
        input = bytes;
        return this;
    }

    /** Puts somebody at the terminal of the next run, who types these lines and then ends the input. */
    public Machine typing(String... lines) {
        hasTerminal = true;
        typed.addAll(Arrays.asList(lines));
        return this;
    }

    public Path path(String name) {
        return directory.resolve(name);
    }

    public Result run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = run(new PrintStream(out, true, StandardCharsets.UTF_8), err, arguments);
        return new Result(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    int run(PrintStream out, ByteArrayOutputStream err, String... arguments) {
        PrintStream messages = new PrintStream(err, true, StandardCharsets.UTF_8);
        Surroundings surroundings = new Surroundings(
                new ByteArrayInputStream(input),
                out,
                messages,
                environment,
                directory,
                InstantSource.fixed(now),
                "operator-at-keyboard",
                new Keyboard(messages));
        try {
            return new CommandLineInterface(surroundings).run(arguments);
        } finally {
            input = new byte[0];
            typed.clear();
            now = now.plusSeconds(1);
            hasTerminal = false;
        }
    }

    private final class Keyboard implements Terminal {

        private final PrintStream screen;

        private Keyboard(PrintStream screen) {
            this.screen = screen;
        }

        @Override
        public boolean isThere() {
            return hasTerminal;
        }

        @Override
        public Optional<String> read(String prompt) {
            return readHidden(prompt);
        }

        @Override
        public Optional<String> readHidden(String prompt) {
            screen.println(prompt);
            return Optional.ofNullable(typed.poll());
        }
    }

    /** Makes a user with this password. */
    Machine user(String name, String password) {
        given(password).run("user", "create", name, "--password-stdin").succeeded();
        return this;
    }

    Account account(String name) {
        return inside(context -> context.getBean(Accounts.class).named(name).orElseThrow());
    }

    /** Signs in as a server beside would, and tells the session's id; empty if that was refused. */
    Optional<String> signIn(String name, String password) {
        return inside(context -> switch (context.getBean(LoginService.class).signIn(name, password, Client.UNKNOWN)) {
            case Outcome.Done<SignIn>(SignIn signIn) ->
                Optional.of(signIn.session().id().value());
            case Outcome.Refused<SignIn> _ -> Optional.empty();
        });
    }

    /** Signs in, and leaves the session open. */
    Machine signedIn(String name, String password) {
        assertThat(signIn(name, password)).isPresent();
        return this;
    }

    public <T> T inside(Function<ApplicationContext, T> work) {
        try (ApplicationContext context = Application.forCommand(configuration(), InstantSource.fixed(now))) {
            return work.apply(context);
        }
    }

    private Configuration configuration() {
        ConfigurationResult result = new ConfigurationLoader(environment, directory, SessionStoreProviders.discover())
                .load(Optional.empty(), Optional.empty());
        return ((ConfigurationResult.Valid) result).configuration();
    }
}
