package dev.gatehouse.server.apikey;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.Accounts;
import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.audit.AuditEntry;
import dev.gatehouse.server.audit.AuditEventType;
import dev.gatehouse.server.audit.AuditLog;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tells the audit log of what happened to API keys. To be called inside the transaction of what it describes. */
@Singleton
final class ApiKeyAudit {

    private final AuditLog audit;
    private final Accounts accounts;

    ApiKeyAudit(AuditLog audit, Accounts accounts) {
        this.audit = audit;
        this.accounts = accounts;
    }

    /** Tells of an event; it is the owner's, if the key has one. */
    void tell(AuditEventType type, ApiKey key, Actor actor, Map<String, String> details) {
        String ownerId = key.ownerId() == null ? "" : key.ownerId();
        Optional<Account> owner = accounts.current(ownerId);
        Map<String, String> told = new TreeMap<>(details);
        told.put("api_key", key.id());
        told.put("name", key.name());
        told.put("role", key.role().label());
        audit.append(AuditEntry.about(
                        type, actor, ownerId, owner.map(Account::username).orElse(""))
                .with(told));
    }
}
