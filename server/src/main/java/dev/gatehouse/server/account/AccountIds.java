package dev.gatehouse.server.account;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Makes account ids: UUIDs of version 7 (RFC 9562, section 5.7), so that they sort by age. Thread-safe. */
@Singleton
final class AccountIds {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final SecureRandom random;

    AccountIds(SecureRandom random) {
        this.random = random;
    }

    String next(Instant now) {
        long high = (now.toEpochMilli() << 16) | VERSION_7 | (random.nextLong() & 0xFFFL);
        long low = VARIANT | (random.nextLong() >>> 2);
        return new UUID(high, low).toString();
    }
}
