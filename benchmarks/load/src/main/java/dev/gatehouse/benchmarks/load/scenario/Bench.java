package dev.gatehouse.benchmarks.load.scenario;

import dev.gatehouse.benchmarks.load.client.LoadClient;
import dev.gatehouse.benchmarks.load.client.Measurement;
import dev.gatehouse.benchmarks.load.client.Pace;
import dev.gatehouse.benchmarks.load.client.Requests;
import dev.gatehouse.benchmarks.load.population.Site;
import dev.gatehouse.benchmarks.load.program.Backends;
import dev.gatehouse.benchmarks.load.program.Gatehouse;
import dev.gatehouse.benchmarks.load.program.Neighbours;
import dev.gatehouse.benchmarks.load.program.Program;
import dev.gatehouse.benchmarks.load.program.Workplace;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What every scenario works with.
 *
 * @param rounds how often each figure is measured
 * @param round how long one measurement takes
 * @param connections how many requests are under way at once
 */
public record Bench(Workplace workplace, Backends backends, int rounds, Duration round, int connections) {

    private static final int OK = 200;

    /** After that a server's code is compiled on a machine of two cores; before, a request costs half as much again. */
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    /** The programs beside ours. */
    public Neighbours neighbours() {
        return new Neighbours(workplace);
    }

    /** A service in one file, without users so far. */
    public Gatehouse sqlite(String name) {
        return new Gatehouse(
                workplace, name, Map.of("DATA_DIR", workplace.newDirectory(name).toString(), "BCRYPT_COST", "10"));
    }

    /** A service with sessions in Valkey and accounts in PostgreSQL, without users so far. */
    public Gatehouse valkey(String name) {
        return new Gatehouse(
                workplace,
                name,
                Map.of(
                        "DATA_DIR", workplace.newDirectory(name).toString(),
                        "BCRYPT_COST", "10",
                        "SESSION_STORE_TYPE", "valkey",
                        "VALKEY_URL", backends.valkeyUrl(),
                        "DATABASE_URL", backends.newDatabase()));
    }

    /** Fills a service. */
    public Site populate(Gatehouse gatehouse, int users, int each) {
        return Site.populate(gatehouse, users, each, new SecureRandom());
    }

    /** Asks for 200 as fast as it is answered, for one round. */
    public Measurement saturate(Requests requests, Program... servers) {
        return client(requests, servers).run(new Pace.AsFastAsAnswered(), round).requireSound("saturation");
    }

    /** Asks for 200 so many times a second, for one round. */
    public Measurement pace(double perSecond, Requests requests, Program... servers) {
        return client(requests, servers).run(new Pace.Steady(perSecond), round).requireSound("steady load");
    }

    /** Lets servers come to speed. */
    public void warmUp(Requests requests, Program... servers) {
        client(requests, servers).run(new Pace.AsFastAsAnswered(), WARM_UP);
    }

    private LoadClient client(Requests requests, Program... servers) {
        return new LoadClient(List.of(servers).stream().map(Program::address).toList(), requests, connections, OK);
    }
}
