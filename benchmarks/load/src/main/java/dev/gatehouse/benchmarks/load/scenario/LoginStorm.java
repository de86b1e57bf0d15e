package dev.gatehouse.benchmarks.load.scenario;

import dev.gatehouse.benchmarks.load.client.Requests;
import dev.gatehouse.benchmarks.load.population.Site;
import dev.gatehouse.benchmarks.load.population.Users;
import dev.gatehouse.benchmarks.load.program.Api;
import dev.gatehouse.benchmarks.load.program.Gatehouse;
import dev.gatehouse.benchmarks.load.program.Program;
import dev.gatehouse.benchmarks.load.report.Goal;
import dev.gatehouse.benchmarks.load.report.Results;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is left for those who are signed in while 32 clients sign in as fast as they are let, with passwords that are
 * hashed at the default cost. Who is told to come back later does.
 */
public final class LoginStorm implements Scenario {

    private static final int CLIENTS = 32;
    private static final int USERS = 1_000;
    private static final int EACH = 10;
    private static final String COST = "14";

    @Override
    public String name() {
        return "logins";
    }

    @Override
    public void run(Bench bench, Results results) {
        measure(bench.sqlite("logins-sqlite"), "SQLite", bench, results);
        measure(bench.valkey("logins-valkey"), "Valkey", bench, results);
    }

    private void measure(Gatehouse gatehouse, String store, Bench bench, Results results) {
        results.progress("filling %s".formatted(store));
        Site site = bench.populate(gatehouse.with("BCRYPT_COST", COST), USERS, EACH);
        Requests requests = site.bySession(Site.DOOR);
        try (Program server = site.gatehouse().serve()) {
            bench.warmUp(requests, server);
            List<Double> ratios = new ArrayList<>();
            List<Double> logins = new ArrayList<>();
            for (int round = 0; round < bench.rounds(); round++) {
                double quiet = bench.saturate(requests, server).rate();
                try (Storm storm = new Storm(server, site)) {
                    ratios.add(bench.saturate(requests, server).rate() / quiet);
                    logins.add(storm.logins.sum() / (double) bench.round().toSeconds());
                }
            }
            results.add(
                    name(),
                    "validations beside 32 login clients, of those without, " + store,
                    "x",
                    ratios,
                    new Goal.AtLeast(0.5));
            results.add(name(), "logins at cost " + COST + " meanwhile, " + store, "/s", logins, new Goal.None());
        }
    }

    private static final class Storm implements AutoCloseable {

        private final LongAdder logins = new LongAdder();
        private final CountDownLatch end = new CountDownLatch(1);
        private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
        private final Api api;
        private final Site site;

        Storm(Program server, Site site) {
            this.api = new Api(server);
            this.site = site;
            for (int i = 0; i < CLIENTS; i++) {
                int client = i;
                clients.execute(() -> signInAgainAndAgain(client));
            }
        }

        private void signInAgainAndAgain(int client) {
            Duration pause = Duration.ZERO;
            for (int user = client;
                    !isOver(pause);
                    user = (user + CLIENTS) % site.users().size()) {
                HttpResponse<String> answer = api.send(
                        "POST",
                        "/api/auth/login",
                        "{\"username\":\"%s\",\"password\":\"%s\"}"
                                .formatted(site.users().get(user).username(), Users.PASSWORD));
                if (answer.statusCode() == 200) {
                    logins.increment();
                }
                pause = Duration.ofSeconds(
                        answer.headers().firstValueAsLong("Retry-After").orElse(0));
            }
        }

        private boolean isOver(Duration pause) {
            try {
                return end.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }

        @Override
        public void close() {
            end.countDown();
            clients.close();
            api.close();
        }
    }
}
