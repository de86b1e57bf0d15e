package dev.gatehouse.session.sqlite;

import dev.gatehouse.benchmarks.parts.Circle;
import dev.gatehouse.benchmarks.parts.PartBenchmark;
import dev.gatehouse.benchmarks.parts.Population;
import dev.gatehouse.session.Session;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A session to the bytes of its row, and back. */
@State(Scope.Benchmark)
public class SqliteRecordBenchmark extends PartBenchmark {

    private final List<Session> population = Population.of(1_000).sessions();
    private final Circle<Session> sessions = new Circle<>(population);
    private final Circle<byte[]> records =
            new Circle<>(population.stream().map(SessionRecord::encode).toList());

    /** All of them end at once. */
    private final long expiresAt = population.getFirst().expiresAt().toEpochMilli();

    /** What a slide writes. */
    @Benchmark
    public byte[] encode() {
        return SessionRecord.encode(sessions.next());
    }

    /** What every read does. */
    @Benchmark
    public Session decode() throws DamagedRecordException {
        Session stored = sessions.next();
        return SessionRecord.decode(
                stored.id().value(), stored.subject().value(), stored.epoch(), expiresAt, records.next());
    }
}
