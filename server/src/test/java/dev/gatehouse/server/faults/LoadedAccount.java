package dev.gatehouse.server.faults;

import dev.gatehouse.server.faults.Api.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * One account, what a client did with it, and so what must be true of it: an operation that was answered holds, and
 * one that was in flight when the server died may hold or not. For one thread at a time.
 */
final class LoadedAccount {

    /** What is known of a session. */
    private enum Fate {
        ALIVE,
        ENDED,
        /** What would have ended it was in flight. */
        OPEN
    }

    private static final int MOST_SESSIONS = 8;

    private final String name;
    private final Random random;
    private final Map<String, Fate> sessions = new HashMap<>();
    private final List<String> buried = new ArrayList<>();
    private String password;
    private String formerPassword = "";
    private Optional<String> passwordInFlight = Optional.empty();
    private int passwords;

    LoadedAccount(String name, String password, Random random) {
        this.name = name;
        this.password = password;
        this.random = random;
    }

    /**
     * Does one thing of many.
     *
     * @throws IOException if no answer came
     * @throws AssertionError if the answer is not what it must be
     */
    void step(Api api) throws IOException {
        List<String> alive = with(Fate.ALIVE);
        if (alive.size() < 2) {
            logIn(api);
            return;
        }
        String token = alive.get(random.nextInt(alive.size()));
        switch (random.nextInt(12)) {
            case 0 -> changePassword(api, token, alive);
            case 1, 2 -> end(() -> api.logOut(token), List.of(token));
            case 3, 4 -> {
                String other = alive.get(random.nextInt(alive.size()));
                String id = api.sessionId(other);
                end(() -> api.endSession(token, id), List.of(other));
            }
            case 5 -> end(() -> api.endAllSessions(token), alive);
            case 6, 7, 8 -> {
                if (alive.size() < MOST_SESSIONS) {
                    logIn(api);
                }
            }
            default -> expect(200, api.me(token));
        }
    }

    private void logIn(Api api) throws IOException {
        Answer answer = api.logIn(name, password);
        expect(200, answer);
        sessions.put(answer.field("token"), Fate.ALIVE);
    }

    private void changePassword(Api api, String token, List<String> alive) throws IOException {
        String next = password.substring(0, password.lastIndexOf(' ') + 1) + ++passwords;
        passwordInFlight = Optional.of(next);
        end(() -> api.changePassword(token, password, next), alive);
        settlePassword(next);
    }

    private void settlePassword(String next) {
        formerPassword = password;
        password = next;
        passwordInFlight = Optional.empty();
    }

    private interface Request {
        Answer send() throws IOException;
    }

    private void end(Request request, List<String> tokens) throws IOException {
        tokens.forEach(token -> sessions.put(token, Fate.OPEN));
        expect(204, request.send());
        tokens.forEach(token -> sessions.put(token, Fate.ENDED));
    }

    /**
     * What a restart made of that which had been answered.
     *
     * @param kept sessions that are alive as they must be
     * @param ended sessions that are dead as they must be
     * @param lost sessions that are dead and must not be
     * @param undone what had ended and is back: a session, or a former password
     */
    record Findings(int kept, int ended, int lost, int undone) {

        Findings plus(Findings other) {
            return new Findings(kept + other.kept, ended + other.ended, lost + other.lost, undone + other.undone);
        }
    }

    /** Compares what must be true with what a server says that was started again, and goes on from there. */
    Findings compare(Api api) throws IOException {
        if (passwordInFlight.isPresent()) {
            boolean changed = api.logIn(name, passwordInFlight.get()).status() == 200;
            // Done or not done, but nothing in between.
            Fate fate = changed ? Fate.ENDED : Fate.ALIVE;
            with(Fate.OPEN).forEach(token -> sessions.put(token, fate));
            if (changed) {
                settlePassword(passwordInFlight.get());
            }
            passwordInFlight = Optional.empty();
        }
        int undone =
                !formerPassword.isEmpty() && api.logIn(name, formerPassword).status() != 401 ? 1 : 0;
        logIn(api);
        int kept = 0;
        int lost = 0;
        for (String token : with(Fate.ALIVE)) {
            if (api.validate(token) == 200) {
                kept++;
            } else {
                lost++;
            }
        }
        for (String token : with(Fate.OPEN)) {
            sessions.put(token, api.validate(token) == 200 ? Fate.ALIVE : Fate.ENDED);
        }
        List<String> ended = with(Fate.ENDED);
        undone += returned(api, ended);
        buried.addAll(ended);
        ended.forEach(sessions::remove);
        return new Findings(kept, ended.size(), lost, undone);
    }

    /** How many of all the sessions that ever ended are alive. */
    int returned(Api api) throws IOException {
        return returned(api, buried);
    }

    private static int returned(Api api, List<String> ended) throws IOException {
        int returned = 0;
        for (String token : ended) {
            if (api.validate(token) != 401) {
                returned++;
            }
        }
        return returned;
    }

    private List<String> with(Fate fate) {
        return sessions.entrySet().stream()
                .filter(entry -> entry.getValue() == fate)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new AssertionError("Expected " + status + ": " + answer);
        }
    }
}
