package dev.gatehouse.session;

import java.util.Collections;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The stores on the class path, by type. Immutable. */
public final class SessionStoreProviders {

    private final SortedMap<String, SessionStoreProvider> byType;

    private SessionStoreProviders(SortedMap<String, SessionStoreProvider> byType) {
        this.byType = byType;
    }

    /**
     * Looks up every provider that {@link ServiceLoader} finds.
     *
     * @throws IllegalStateException if two providers claim one type
     */
    public static SessionStoreProviders discover() {
        SortedMap<String, SessionStoreProvider> byType = new TreeMap<>();
        for (SessionStoreProvider provider : ServiceLoader.load(SessionStoreProvider.class)) {
            SessionStoreProvider other = byType.putIfAbsent(provider.type(), provider);
            if (other != null) {
                throw new IllegalStateException("Two session stores are named " + provider.type() + ": "
                        + other.getClass().getName() + " and "
                        + provider.getClass().getName());
            }
        }
        return new SessionStoreProviders(Collections.unmodifiableSortedMap(byType));
    }

    /** The provider of a type, or empty if none is on the class path. */
    public Optional<SessionStoreProvider> find(String type) {
        return Optional.ofNullable(byType.get(type));
    }

    /** Every type there is, in order. */
    public SortedSet<String> types() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(byType.keySet()));
    }

    /** The settings of all providers together. */
    public SortedSet<String> settingNames() {
        return namesOf(SessionStoreProvider::settingNames);
    }

    /** Those settings that some provider takes for a secret. */
    public SortedSet<String> secretSettingNames() {
        return namesOf(SessionStoreProvider::secretSettingNames);
    }

    private SortedSet<String> namesOf(Function<SessionStoreProvider, Set<String>> kind) {
        SortedSet<String> names = new TreeSet<>();
        byType.values().forEach(provider -> names.addAll(kind.apply(provider)));
        return Collections.unmodifiableSortedSet(names);
    }
}
