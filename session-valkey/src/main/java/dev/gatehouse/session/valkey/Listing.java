package dev.gatehouse.session.valkey;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SubjectId;
import io.lettuce.core.KeyValue;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Lists a subject's sessions, however many there are, keeping no more than are asked for. Thread-safe. */
final class Listing {

    private static final Comparator<Session> NEWEST_FIRST =
            Comparator.comparing(Session::createdAt).reversed().thenComparing(Session::id);

    private final Commands commands;
    private final Records records;
    private final Index index;

    Listing(Commands commands, Records records, Index index) {
        this.commands = commands;
        this.records = records;
        this.index = index;
    }

    /** See {@link dev.gatehouse.session.SessionStore#list}. */
    List<Session> ofSubject(SubjectId subject, Instant now, int limit) {
        TreeSet<Session> newest = new TreeSet<>(NEWEST_FIRST);
        String subjectKey = Keys.subject(subject);
        index.forEachPage(subjectKey, members -> {
            List<KeyValue<String, String>> values = commands.getAll(members.stream()
                    .map(member -> Keys.session(subjectKey, member))
                    .toList());
            for (int i = 0; i < values.size(); i++) {
                KeyValue<String, String> value = values.get(i);
                if (value.hasValue()) {
                    SessionId id = new SessionId(subject.partition() + members.get(i));
                    Session session = records.read(id, value.getValue()).session();
                    if (session.isAliveAt(now) && session.subject().equals(subject)) {
                        newest.removeIf(seen -> seen.id().equals(id));
                        newest.add(session);
                    }
                }
            }
            while (newest.size() > limit) {
                newest.removeLast();
            }
        });
        return List.copyOf(newest);
    }
}
