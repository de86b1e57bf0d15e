package dev.gatehouse.server.status;

import jakarta.inject.Singleton;
import java.util.Optional;

/** Which release this is, as the build wrote it into the jar. */
@Singleton
public final class Version {

    private static final String UNPACKAGED = "development";

    /** The release's number; {@code development} outside a jar. */
    public String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse(UNPACKAGED);
    }
}
