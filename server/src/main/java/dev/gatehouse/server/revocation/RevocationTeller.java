package dev.gatehouse.server.revocation;

import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.StoreException;
import dev.gatehouse.session.revocation.Revocation;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the store learns of every revocation, whoever could not tell it at the time or died in between; and
 * of all that still matter once more, when its answers come from another copy of the data. Telling twice changes
 * nothing. One replica does this, and one thread of it.
 */
@Singleton
public final class RevocationTeller {

    private static final Logger LOG = LoggerFactory.getLogger(RevocationTeller.class);
    private static final int PAGE = 1_000;
    private static final long NONE = -1;

    private final RevocationLog log;
    private final SessionStore store;
    private final InstantSource clock;
    private long toldGeneration = NONE;

    RevocationTeller(RevocationLog log, SessionBackend backend, InstantSource clock) {
        this.log = log;
        this.store = backend.store();
        this.clock = clock;
    }

    /** Forgets what was told: another replica may have been in charge meanwhile. */
    public void begin() {
        toldGeneration = NONE;
    }

    /**
     * Tells what is untold, and everything that still matters if the store may have forgotten it.
     *
     * @param stillInCharge asked now and then, as this can take a while; if not, another goes on
     */
    public void tell(BooleanSupplier stillInCharge) {
        try {
            tellUntold(stillInCharge);
            long generation = store.generation();
            if (generation != toldGeneration && tellEverything(stillInCharge)) {
                toldGeneration = generation;
            }
        } catch (StoreException e) {
            LOG.warn("The session store could not be told what was revoked; it will be: {}", e.getMessage());
        }
    }

    /** Whether it came to the end. */
    private boolean tellEverything(BooleanSupplier stillInCharge) {
        long last = 0;
        List<LoggedRevocation> page;
        do {
            page = log.after(last, PAGE);
            page.forEach(this::tell);
            last = page.isEmpty() ? last : page.getLast().seq();
        } while (page.size() == PAGE && stillInCharge.getAsBoolean());
        return page.size() < PAGE;
    }

    private void tellUntold(BooleanSupplier stillInCharge) {
        List<LoggedRevocation> page;
        do {
            page = log.untold(PAGE);
            page.forEach(this::tell);
            if (!page.isEmpty()) {
                log.markTold(page.getFirst().seq(), page.getLast().seq());
            }
        } while (page.size() == PAGE && stillInCharge.getAsBoolean());
    }

    private void tell(LoggedRevocation entry) {
        switch (entry.revocation()) {
            case Revocation.OfSession(var id) -> store.revoke(id, clock.instant());
            case Revocation.OfSubject(var subject, long epoch) -> store.revokeAll(subject, epoch, clock.instant());
        }
    }

    /** Removes from the log what no longer matters. */
    public void removeExpired() {
        log.removeExpired();
    }
}
