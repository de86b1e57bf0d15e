package dev.gatehouse.benchmarks.parts;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionToken;
import dev.gatehouse.session.revocation.GuardedSessionStore;
import dev.gatehouse.session.revocation.NearCache;
import dev.gatehouse.session.revocation.Revocation;
import dev.gatehouse.session.revocation.RevocationGuard;
import dev.gatehouse.session.testkit.ReferenceSessionStore;
import java.time.Duration;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A hit in the near cache, with few or many revocations that could contradict it. */
@State(Scope.Benchmark)
public class NearCacheBenchmark extends PartBenchmark {

    private static final int SIZE = 10_000;
    private static final int CAPACITY = 100_000;

    /** Nobody reads a log here, so what was read once has to do. */
    private static final Duration MAX_STALENESS = Duration.ofHours(1);

    /** How many revocations the guard knows, half of them of sessions and half of subjects; none is of those asked. */
    @Param({"0", "100000"})
    public int revocations;

    private NearCache cache;
    private Circle<SessionId> ids;
    private Circle<String> texts;

    /** Fills the guard, and the cache by asking it for every session once. */
    @Setup(Level.Trial)
    public void fill() {
        RevocationGuard guard = new RevocationGuard(System::nanoTime);
        List<Session> revoked = Population.of(revocations).sessions();
        for (int i = 0; i < revocations; i++) {
            Session session = revoked.get(i);
            guard.add(
                    i % 2 == 0
                            ? new Revocation.OfSession(session.id())
                            : new Revocation.OfSubject(session.subject(), session.epoch()),
                    session.expiresAt());
        }
        SessionStore store = new ReferenceSessionStore.Backend().open();
        Population population = Population.of(SIZE);
        population.createIn(store);
        guard.read(store.generation(), guard.tick());
        cache = new NearCache(
                new GuardedSessionStore(store, guard, MAX_STALENESS, () -> {}), guard, MAX_STALENESS, CAPACITY);
        population.sessions().forEach(session -> touch(session.id()));
        ids = new Circle<>(population.ids());
        texts = new Circle<>(population.texts());
    }

    /** Makes sure that nothing but hits was measured. */
    @TearDown(Level.Trial)
    public void requireHits() {
        if (cache.misses() > SIZE) {
            throw new IllegalStateException("The store was asked " + (cache.misses() - SIZE) + " times");
        }
    }

    /** An id is known. */
    @Benchmark
    public Session hit() {
        return touch(ids.next());
    }

    /** A token comes as text: all that a validation does between reading a request and answering it. */
    @Benchmark
    public Session hitByToken() {
        return touch(SessionToken.parse(texts.next()).orElseThrow().id());
    }

    private Session touch(SessionId id) {
        return cache.touch(id, Population.NOTHING_DUE)
                .toCompletableFuture()
                .join()
                .orElseThrow();
    }
}
