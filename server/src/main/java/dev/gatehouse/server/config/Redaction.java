package dev.gatehouse.server.config;

import java.util.regex.Pattern;

/** How values are shown to the operator: without secrets, on one line, and not at any length. */
final class Redaction {

    static final String REDACTED = "[redacted]";

    private static final int LONGEST = 120;
    // A rejected URL can be one that holds a password: postgres://user:password@host/db, or ...?password=...
    private static final Pattern USER_INFO = Pattern.compile(":.*@", Pattern.DOTALL);
    private static final Pattern PARAMETER = Pattern.compile(
            "(?<name>(?:pass|pw|secret|key|token)\\w*=)[^&]*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]");

    private Redaction() {}

    /** What may be shown of the value of a setting. */
    static String show(Setting<?> setting, String value) {
        return setting.secrecy() == Setting.Secrecy.WHOLE ? REDACTED : show(value);
    }

    /** A value in force, whole unless it holds a secret. */
    static String effective(Setting<?> setting, String value) {
        return setting.secrecy() == Setting.Secrecy.WHOLE
                ? REDACTED
                : PARAMETER.matcher(value).replaceAll("${name}" + REDACTED);
    }

    /** What may be shown of a text that is not a secret as a whole. */
    static String show(String text) {
        String safe = USER_INFO.matcher(text).replaceAll(":" + REDACTED + "@");
        safe = PARAMETER.matcher(safe).replaceAll("${name}" + REDACTED);
        safe = CONTROL.matcher(safe).replaceAll("\uFFFD");
        return safe.length() <= LONGEST ? safe : safe.substring(0, LONGEST) + "…";
    }
}
