package dev.gatehouse.session.valkey;

import dev.gatehouse.benchmarks.parts.Circle;
import dev.gatehouse.benchmarks.parts.PartBenchmark;
import dev.gatehouse.benchmarks.parts.Population;
import dev.gatehouse.session.Session;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A session to the text that the server keeps, and back. */
@State(Scope.Benchmark)
public class ValkeyRecordBenchmark extends PartBenchmark {

    private final List<Session> population = Population.of(1_000).sessions();
    private final Circle<Session> sessions = new Circle<>(population);
    private final Circle<SessionRecord> records =
            new Circle<>(population.stream().map(SessionRecord::of).toList());

    /** What a sign-in writes. */
    @Benchmark
    public String encode() {
        return SessionRecord.of(sessions.next()).text();
    }

    /** What a slide writes. */
    @Benchmark
    public String slide() {
        return records.next()
                .seenAt(Population.START.plus(Population.TOUCH_INTERVAL))
                .text();
    }

    /** What every read does. */
    @Benchmark
    public Session decode() throws DamagedRecordException {
        return SessionRecord.read(records.next().text()).session();
    }
}
