package dev.gatehouse.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SessionStoreProvidersTest {

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @TempDir
    Path folder;

    @AfterEach
    void restoreTheClassPath() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void discover_onAClassPathWithout_isEmpty() {
        assertThat(SessionStoreProviders.discover().types()).isEmpty();
        assertThat(SessionStoreProviders.discover().settingNames()).isEmpty();
    }

    @Test
    void find_knownType_isItsProvider() throws IOException {
        provide(Bravo.class, Alpha.class);

        SessionStoreProviders providers = SessionStoreProviders.discover();

        assertThat(providers.find("alpha")).containsInstanceOf(Alpha.class);
        assertThat(providers.types()).containsExactly("alpha", "bravo");
        assertThat(providers.settingNames()).containsExactly("ALPHA_REGION", "ALPHA_URL", "BRAVO_PASSWORD");
    }

    @Test
    void secretSettingNames_areWhatAProviderSays_orAllItHas() throws IOException {
        provide(Bravo.class, Alpha.class);

        assertThat(SessionStoreProviders.discover().secretSettingNames())
                .containsExactly("ALPHA_URL", "BRAVO_PASSWORD");
    }

    @Test
    void find_unknownType_isEmpty() throws IOException {
        provide(Alpha.class);

        assertThat(SessionStoreProviders.discover().find("omega")).isEmpty();
    }

    @Test
    void discover_twoOfOneType_isRefusedNamingBoth() throws IOException {
        provide(Alpha.class, AlphaAgain.class);

        assertThatIllegalStateException()
                .isThrownBy(SessionStoreProviders::discover)
                .withMessageContaining("alpha")
                .withMessageContaining(Alpha.class.getName())
                .withMessageContaining(AlphaAgain.class.getName());
    }

    private void provide(Class<?>... providers) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        List<String> names = Stream.of(providers).map(Class::getName).toList();
        Files.write(services.resolve(SessionStoreProvider.class.getName()), names);
        URL[] classPath = {folder.toUri().toURL()};
        Thread.currentThread().setContextClassLoader(new URLClassLoader(classPath, before));
    }

    /** A provider of nothing. */
    public static class Alpha implements SessionStoreProvider {

        @Override
        public String type() {
            return "alpha";
        }

        @Override
        public Set<String> settingNames() {
            return Set.of("ALPHA_URL", "ALPHA_REGION");
        }

        @Override
        public Set<String> secretSettingNames() {
            return Set.of("ALPHA_URL");
        }

        @Override
        public SessionStore open(SessionStoreSettings settings) {
            throw new StoreUnavailableException("There is no such store", null);
        }
    }

    /** Another that claims the same type. */
    public static final class AlphaAgain extends Alpha {}

    /** A provider of another type. */
    public static final class Bravo implements SessionStoreProvider {

        @Override
        public String type() {
            return "bravo";
        }

        @Override
        public Set<String> settingNames() {
            return Set.of("BRAVO_PASSWORD");
        }

        @Override
        public SessionStore open(SessionStoreSettings settings) {
            throw new StoreUnavailableException("There is no such store", null);
        }
    }
}
