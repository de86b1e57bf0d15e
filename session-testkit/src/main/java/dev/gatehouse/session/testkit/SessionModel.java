package dev.gatehouse.session.testkit;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.testkit.Operation.Create;
import dev.gatehouse.session.testkit.Operation.Find;
import dev.gatehouse.session.testkit.Operation.Listing;
import dev.gatehouse.session.testkit.Operation.Revoke;
import dev.gatehouse.session.testkit.Operation.RevokeAll;
import dev.gatehouse.session.testkit.Operation.Sweep;
import dev.gatehouse.session.testkit.Operation.Touch;
import java.time.Instant;
import java.util.Optional;

/**
 * One session and its subject's epoch, as the checker thinks of them: the sequential specification. Immutable.
 *
 * @param epoch the highest that {@code revokeAll} was given for the subject
 * @param session what was created and not ended
 */
record SessionModel(long epoch, Optional<Session> session) {

    /** Before anything was called. */
    static final SessionModel EMPTY = new SessionModel(0, Optional.empty());

    /** What an operation on this session, or on its subject, makes of it and answers. */
    Step step(Operation operation) {
        return switch (operation) {
            case Create(Session fresh) -> {
                boolean created = alive(fresh.createdAt()).isEmpty() && fresh.epoch() >= epoch;
                yield new Step(
                        created ? new SessionModel(epoch, Optional.of(fresh)) : this, new Answer.Created(created));
            }
            case Find find -> new Step(this, new Answer.Shown(alive(find.now())));
            case Touch touch -> {
                Instant now = touch.now();
                Optional<Session> touched = alive(now).map(s -> s.isTouchDueAt(now) ? s.seenAt(now) : s);
                yield new Step(
                        touched.isPresent() ? new SessionModel(epoch, touched) : this, new Answer.Shown(touched));
            }
            case Revoke revoke ->
                new Step(new SessionModel(epoch, Optional.empty()), new Answer.Shown(alive(revoke.now())));
            case RevokeAll revokeAll -> {
                long raised = revokeAll.epoch();
                Optional<Session> below = session.filter(s -> s.epoch() < raised);
                boolean ended = below.filter(s -> s.isAliveAt(revokeAll.now())).isPresent();
                yield new Step(
                        new SessionModel(Math.max(epoch, raised), below.isPresent() ? Optional.empty() : session),
                        new Answer.Counted(ended ? 1 : 0));
            }
            case Listing _, Sweep _ ->
                throw new IllegalArgumentException("Says nothing about one session: " + operation);
        };
    }

    private Optional<Session> alive(Instant now) {
        return session.filter(s -> s.isAliveAt(now));
    }

    /**
     * One step of the specification.
     *
     * @param after what the operation makes of the session
     * @param answer what it answers
     */
    record Step(SessionModel after, Answer answer) {}
}
