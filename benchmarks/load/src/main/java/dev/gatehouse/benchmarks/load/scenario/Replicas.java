package dev.gatehouse.benchmarks.load.scenario;

import dev.gatehouse.benchmarks.load.client.Requests;
import dev.gatehouse.benchmarks.load.population.Site;
import dev.gatehouse.benchmarks.load.program.Program;
import dev.gatehouse.benchmarks.load.report.Goal;
import dev.gatehouse.benchmarks.load.report.Results;
import java.util.ArrayList;
import java.util.List;

/** What one, two and three servers of one service can take together, on the same machine: what it costs to be many. */
public final class Replicas implements Scenario {

    private static final int MOST = 3;
    private static final int USERS = 10_000;
    private static final int EACH = 10;

    @Override
    public String name() {
        return "replicas";
    }

    @Override
    public void run(Bench bench, Results results) {
        results.progress("filling Valkey and PostgreSQL");
        Site site = bench.populate(bench.valkey("replicas"), USERS, EACH);
        Requests requests = site.bySession(Site.DOOR);
        List<List<Double>> rates = new ArrayList<>();
        try (Running running = new Running()) {
            List<Program> servers = new ArrayList<>();
            for (int i = 0; i < MOST; i++) {
                Program server = running.keep(site.gatehouse().serve());
                bench.warmUp(requests, server);
                servers.add(server);
                rates.add(new ArrayList<>());
            }
            for (int round = 0; round < bench.rounds(); round++) {
                for (int i = 0; i < MOST; i++) {
                    int count = (i + round) % MOST + 1;
                    Program[] some = servers.subList(0, count).toArray(Program[]::new);
                    rates.get(count - 1).add(bench.saturate(requests, some).rate());
                }
            }
        }
        for (int count = 1; count <= MOST; count++) {
            results.add(name(), count + " servers, Valkey: rate of all", "/s", rates.get(count - 1), new Goal.None());
        }
        for (int count = 2; count <= MOST; count++) {
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < bench.rounds(); round++) {
                ratios.add(rates.get(count - 1).get(round) / rates.getFirst().get(round));
            }
            results.add(
                    name(),
                    count + " servers on the same cores, of one",
                    "x",
                    ratios,
                    count == 2 ? new Goal.AtLeast(0.9) : new Goal.None());
        }
    }
}
