package dev.gatehouse.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.SessionStoreProvider;
import dev.gatehouse.session.SessionStoreProviders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} says what the table of settings says. */
class SettingsDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");
    private static final Pattern ROW = Pattern.compile("^\\| `([A-Z_]+)` \\| ([^|]+) \\|", Pattern.MULTILINE);

    private static final SessionStoreProvider VALKEY =
            SessionStoreProviders.discover().find("valkey").orElseThrow();

    /** What comes with Gatehouse, and not what a test puts on the class path. */
    private final Settings settings =
            Settings.of(List.of("sqlite"), VALKEY.settingNames(), VALKEY.secretSettingNames());

    @Test
    void document_namesEverySetting_andNoOther() throws IOException {
        assertThat(documented().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        settings.all().map(Setting::name).toList());
    }

    @Test
    void document_tellsEveryFixedDefault() throws IOException {
        Map<String, String> documented = documented();
        assertThat(settings.all().filter(setting -> setting.fallback().isPresent()))
                .isNotEmpty()
                .allSatisfy(setting -> assertThat(documented.get(setting.name()))
                        .as(setting.name())
                        .isEqualTo("`" + setting.fallback().orElseThrow() + "`"));
    }

    private static Map<String, String> documented() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(DOCUMENT));
        while (row.find()) {
            rows.put(row.group(1), row.group(2).strip());
        }
        return rows;
    }
}
