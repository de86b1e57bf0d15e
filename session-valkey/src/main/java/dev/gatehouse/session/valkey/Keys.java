package dev.gatehouse.session.valkey;

import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SubjectId;

/**
 * The names of keys. What stands in braces decides where a cluster puts a key, so that everything of one subject lies
 * in one slot. Names are short because each is kept once per session.
 *
 * <pre>
 * gh{PPP}REST       a session: the id, its partition in braces
 * gh{PPP}:SUBJECT   a sorted set: the subject's sessions (without their partition) by the end of their life, in seconds
 *                   since 1970 and rounded up; and, if one is remembered, the epoch, which comes first
 * </pre>
 */
final class Keys {

    /** What finds every subject's key, and no session's. */
    static final String EVERY_SUBJECT = "gh{???}:*";

    /** How long a member of a subject's set is that names a session. */
    static final int MEMBER_LENGTH = SessionId.LENGTH - SessionId.PARTITION_LENGTH;

    private static final String PREFIX = "gh{";

    private Keys() {}

    static String session(SessionId id) {
        return PREFIX + id.partition() + "}" + member(id);
    }

    static String subject(SubjectId subject) {
        return PREFIX + subject.partition() + "}:" + subject;
    }

    /** What names a session within its subject's set. */
    static String member(SessionId id) {
        return id.value().substring(SessionId.PARTITION_LENGTH);
    }

    /** The key of the session that a member of a subject's set names. */
    static String session(String subjectKey, String member) {
        return subjectKey.substring(0, subjectKey.indexOf('}') + 1) + member;
    }
}
