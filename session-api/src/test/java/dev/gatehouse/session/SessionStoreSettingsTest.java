package dev.gatehouse.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SessionStoreSettingsTest {

    @Test
    void get_missing_isEmpty() {
        SessionStoreSettings settings = new SessionStoreSettings(Map.of("DATA_DIR", "./data"));

        assertThat(settings.get("DATA_DIR")).contains("./data");
        assertThat(settings.get("DATABASE_URL")).isEmpty();
    }

    @Test
    void values_areCopied() {
        Map<String, String> values = new HashMap<>(Map.of("A", "1"));
        SessionStoreSettings settings = new SessionStoreSettings(values);

        values.put("A", "2");

        assertThat(settings.get("A")).contains("1");
    }

    @Test
    void toString_showsNamesAndNoValues() {
        assertThat(new SessionStoreSettings(Map.of("DATABASE_URL", "secret")))
                .hasToString("SessionStoreSettings[DATABASE_URL]");
    }
}
