package dev.gatehouse.server.login;

import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.audit.AuditEntry;
import dev.gatehouse.server.audit.AuditEventType;
import dev.gatehouse.server.audit.AuditLog;
import dev.gatehouse.session.Client;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the sign-ins that were turned away, and tells the audit log of them now and then: anybody can cause as many
 * as they like, so they do not get an event each. Thread-safe.
 */
@Singleton
public final class ThrottledLogins {

    private static final int MOST_ADDRESSES = 256;
    private static final String OTHERS = "";

    private final AuditLog audit;
    private final Map<String, Integer> countByAddress = new HashMap<>();

    ThrottledLogins(AuditLog audit) {
        this.audit = audit;
    }

    synchronized void add(String address) {
        boolean room = countByAddress.size() < MOST_ADDRESSES || countByAddress.containsKey(address);
        countByAddress.merge(room ? address : OTHERS, 1, Integer::sum);
    }

    /** Writes one event for each address counted since the last time. */
    public void tell() {
        take().forEach((address, count) -> audit.record(
                AuditEntry.about(AuditEventType.LOGIN_THROTTLED, Actor.anonymous(Client.of(address, "")), "", "")
                        .with(Map.of("count", String.valueOf(count)))));
    }

    private synchronized Map<String, Integer> take() {
        Map<String, Integer> taken = Map.copyOf(countByAddress);
        countByAddress.clear();
        return taken;
    }
}
