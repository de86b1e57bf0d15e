package dev.gatehouse.session.testkit;

import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SubjectId;
import java.time.Instant;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What a {@link StoreProcess} does to the store, so that parent and child need only name it. Every instant in it is
 * within the limits of every session.
 */
enum StoreWork {
    /** Anything at random, on one session. */
    RACE {
        @Override
        Stream<Operation> operations(String client, SubjectId subject, long seed) {
            RacingOperations racing = new RacingOperations(new Random(seed), client, subject, 1);
            return Stream.generate(racing::next);
        }
    },

    /** Creates session after session, each marked with the client's name. */
    CREATE {
        @Override
        Stream<Operation> operations(String client, SubjectId subject, long seed) {
            return numbers()
                    .mapToObj(number -> new Operation.Create(
                            TestSessions.of(subject, number).userAgent(client).build()));
        }
    },

    /** Touches one session, number {@code seed}, over and over. */
    TOUCH {
        @Override
        Stream<Operation> operations(String client, SubjectId subject, long seed) {
            SessionId id = TestSessions.id(subject, seed);
            return numbers().mapToObj(number -> new Operation.Touch(id, later(number)));
        }
    },

    /** Revokes session after session. */
    REVOKE {
        @Override
        Stream<Operation> operations(String client, SubjectId subject, long seed) {
            return numbers().mapToObj(number -> new Operation.Revoke(TestSessions.id(subject, number), later(number)));
        }
    },

    /** Creates session after session, and revokes every second one. */
    CREATE_AND_REVOKE {
        @Override
        Stream<Operation> operations(String client, SubjectId subject, long seed) {
            return numbers().boxed().flatMap(number -> {
                Operation create = new Operation.Create(
                        TestSessions.of(subject, number).userAgent(client).build());
                return number % 2 == 0
                        ? Stream.of(create)
                        : Stream.of(create, new Operation.Revoke(TestSessions.id(subject, number), TestSessions.START));
            });
        }
    };

    /** The operations, without end, in their order. */
    abstract Stream<Operation> operations(String client, SubjectId subject, long seed);

    private static LongStream numbers() {
        return LongStream.iterate(0, number -> number + 1);
    }

    private static Instant later(long number) {
        return TestSessions.START.plusMillis(
                number % TestSessions.IDLE.dividedBy(2).toMillis());
    }
}
