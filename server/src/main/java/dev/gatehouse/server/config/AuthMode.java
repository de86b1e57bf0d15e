package dev.gatehouse.server.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who needs a credential for what. */
public enum AuthMode {
    /** Everybody, for everything that is not open. */
    FULL,
    /** As {@link #FULL}, and only one account may come in, which the settings name. */
    ADMIN,
    /** Nobody: whoever asks may do everything. */
    NONE,
    /** As {@link #READ_ONLY} until the first user exists, and as {@link #FULL} from then on. */
    AUTO,
    /** Nobody signs in: proxies are told to let reads pass and writes not. */
    READ_ONLY;

    /** Every mode's label. */
    static final String LABELS = Arrays.stream(values()).map(AuthMode::label).collect(Collectors.joining(", "));

    /** The name by which settings and programs know it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<AuthMode> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(mode -> mode.label().equals(label))
                .findFirst();
    }
}
