package dev.gatehouse.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Application;
import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.AccountService;
import dev.gatehouse.server.account.Accounts;
import dev.gatehouse.server.account.NewAccount;
import dev.gatehouse.server.account.PasswordService;
import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.login.LoginService;
import dev.gatehouse.server.login.SignIn;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.password.VerificationGate;
import dev.gatehouse.server.session.Authentication;
import dev.gatehouse.server.session.SessionAuthenticator;
import dev.gatehouse.server.session.SessionService;
import dev.gatehouse.session.Client;
import dev.gatehouse.session.SessionToken;
import io.micronaut.context.ApplicationContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Rounds of one password change against a login that has verified the old password and a request with an older
 * session, on the services and the store as the server puts them together.
 */
final class PasswordChangeRounds implements AutoCloseable {

    private static final String ADDRESS = "192.0.2.7";
    private static final Client OLDER = new Client(ADDRESS, "older");
    private static final int REQUESTS = 6;

    private final ApplicationContext context;
    private final Accounts accounts;
    private final AccountService accountService;
    private final LoginService logins;
    private final PasswordService passwords;
    private final SessionAuthenticator authenticator;
    private final SessionService sessions;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    PasswordChangeRounds(Configuration configuration) {
        context = Application.forCommand(configuration, InstantSource.system());
        accounts = context.getBean(Accounts.class);
        accountService = context.getBean(AccountService.class);
        logins = context.getBean(LoginService.class);
        passwords = context.getBean(PasswordService.class);
        authenticator = context.getBean(SessionAuthenticator.class);
        sessions = context.getBean(SessionService.class);
    }

    /** When the held login goes on. */
    enum Order {
        /** It is held before {@code create} until the password was changed. */
        CREATE_AFTER_CHANGE,
        /** It has created its session, and is held before it confirms that until the password was changed. */
        CONFIRM_AFTER_CHANGE,
        /** It is released at a random moment of the change. */
        CREATE_DURING_CHANGE,
        /** It has created its session, and goes on to confirm it at a random moment of the change. */
        CONFIRM_DURING_CHANGE
    }

    /**
     * What was found alive that should not be.
     *
     * @param older sessions from before the round, after its password change
     * @param begun sessions begun with the old password during the change
     * @param returned any of them, when all rounds were over
     * @param logins how many of the held logins were answered with a session, which is dead by then
     */
    record Tally(int rounds, int older, int begun, int returned, int logins) {

        Tally plus(Tally other) {
            return new Tally(
                    rounds + other.rounds,
                    older + other.older,
                    begun + other.begun,
                    returned + other.returned,
                    logins + other.logins);
        }
    }

    /** Runs rounds on an account of their own. */
    Tally run(String name, int rounds, Random random) {
        Account account = create(name);
        List<SessionToken> dead = new ArrayList<>();
        Tally tally = new Tally(0, 0, 0, 0, 0);
        for (int round = 0; round < rounds; round++) {
            Order order = Order.values()[round % Order.values().length];
            tally = tally.plus(round(account.id(), name, round, order, random, dead));
        }
        int returned = (int) dead.stream().filter(this::isAlive).count();
        return tally.plus(new Tally(0, 0, 0, returned, 0));
    }

    private Account create(String name) {
        return done(accountService.create(
                new NewAccount(name, Optional.empty(), Optional.empty(), Optional.empty(), true, password(0)),
                Actor.SYSTEM));
    }

    private Tally round(String id, String name, int round, Order order, Random random, List<SessionToken> dead) {
        SessionToken older = done(logins.signIn(name, password(round), OLDER)).token();
        assertThat(isAlive(older)).isTrue();

        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Outcome<SignIn>> login = CompletableFuture.supplyAsync(
                () -> pauses(order, held, release).in(() -> logins.signIn(name, password(round), held(round))),
                threads);
        await(held);
        boolean released = order == Order.CREATE_DURING_CHANGE || order == Order.CONFIRM_DURING_CHANGE;
        int releaseAfter = released ? random.nextInt(REQUESTS) : REQUESTS;
        CompletableFuture<Void> requests =
                CompletableFuture.runAsync(() -> request(older, releaseAfter, release), threads);

        Account account = accounts.find(id).orElseThrow();
        done(passwords.change(
                account, password(round), password(round + 1), false, actor(account), VerificationGate.OPEN));
        boolean olderAlive = isAlive(older);
        release.countDown();
        Outcome<SignIn> outcome = login.join();
        requests.join();

        dead.add(older);
        Optional<SessionToken> begun =
                outcome instanceof Outcome.Done<SignIn>(SignIn signIn) ? Optional.of(signIn.token()) : Optional.empty();
        begun.ifPresent(dead::add);
        return new Tally(
                1,
                olderAlive || isAlive(older) ? 1 : 0,
                begun.filter(this::isAlive).isPresent() || isListed(account, held(round)) ? 1 : 0,
                0,
                begun.isPresent() ? 1 : 0);
    }

    /** A refused login hands no token out, but may have left a session. */
    private boolean isListed(Account account, Client client) {
        return sessions.list(account).stream()
                .anyMatch(session -> session.client().equals(client));
    }

    private static Client held(int round) {
        return new Client(ADDRESS, "held " + round);
    }

    private static Pauses pauses(Order order, CountDownLatch held, CountDownLatch release) {
        Runnable pause = () -> {
            held.countDown();
            await(release);
        };
        return switch (order) {
            case CREATE_AFTER_CHANGE, CREATE_DURING_CHANGE -> new Pauses(pause, () -> {});
            case CONFIRM_AFTER_CHANGE, CONFIRM_DURING_CHANGE -> new Pauses(() -> {}, pause);
        };
    }

    /** The requests in flight; between two of them the login goes on, if it is to go on during the change. */
    private void request(SessionToken token, int releaseAfter, CountDownLatch release) {
        for (int request = 0; request < REQUESTS; request++) {
            if (request == releaseAfter) {
                release.countDown();
            }
            isAlive(token);
        }
    }

    private boolean isAlive(SessionToken token) {
        return authenticator.authenticate(token, false).toCompletableFuture().join() instanceof Authentication.Alive;
    }

    private static Actor actor(Account account) {
        return Actor.user(account.id(), account.username(), OLDER);
    }

    private static String password(int round) {
        return "password number " + round;
    }

    private static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    @Override
    public void close() {
        threads.close();
        context.close();
    }
}
