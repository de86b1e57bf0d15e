package dev.gatehouse.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInSectionTest {

    @TempDir
    Path directory;

    private Loading mode(String mode) {
        return new Loading(directory).with("AUTH_MODE", mode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.1.2.3", "gatehouse.internal"})
    void none_onAnAddressThatOthersReach_isAProblem_unlessAllowed(String host) {
        assertThat(mode("none").with("HOST", host).problems())
                .singleElement()
                .asString()
                .contains("AUTH_MODE", "AUTH_MODE_NONE_ANYWHERE=true");
        assertThat(mode("none")
                        .with("HOST", host)
                        .with("AUTH_MODE_NONE_ANYWHERE", "true")
                        .configuration()
                        .signIn()
                        .anywhere())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "::1", "localhost", "LOCALHOST"})
    void none_onThisMachine_isInOrder(String host) {
        SignInSettings settings =
                mode("none").with("HOST", host).configuration().signIn();

        assertThat(settings.mode()).isEqualTo(AuthMode.NONE);
        assertThat(settings.byPassword()).isFalse();
    }

    @Test
    void admin_withoutItsAccount_isAProblem() {
        assertThat(mode("admin").problems()).hasSize(2);
        assertThat(mode("admin")
                        .with("AUTH_ADMIN_EMAIL", "a@example.com")
                        .with("AUTH_ADMIN_PASSWORD", "short")
                        .problems())
                .singleElement()
                .asString()
                .contains("AUTH_ADMIN_PASSWORD")
                .doesNotContain("short");
    }

    @Test
    void admin_withItsAccount_hasIt_andNobodySignsUp() {
        SignInSettings settings = mode("admin")
                .with("AUTH_ADMIN_EMAIL", "a@example.com")
                .with("AUTH_ADMIN_PASSWORD", "long enough for that")
                .with("AUTH_DISABLE_SIGNUP", "false")
                .configuration()
                .signIn();

        assertThat(settings.admin()).hasValueSatisfying(admin -> {
            assertThat(admin.email()).isEqualTo("a@example.com");
            assertThat(admin.toString()).doesNotContain("long enough");
        });
        assertThat(settings.byPassword()).isTrue();
        assertThat(settings.bySigningUp()).isFalse();
    }
}
