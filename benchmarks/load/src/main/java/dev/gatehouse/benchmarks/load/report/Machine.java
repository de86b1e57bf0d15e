package dev.gatehouse.benchmarks.load.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a run was made on. */
public final class Machine {

    private static final Pattern PROCESSOR = Pattern.compile("model name\\s*:\\s*(.+)");
    private static final Pattern MEMORY = Pattern.compile("MemTotal:\\s*(\\d+) kB");
    private static final Pattern SYSTEM = Pattern.compile("PRETTY_NAME=\"?([^\"\n]+)");
    private static final double KIBIBYTES_PER_GIBIBYTE = 1 << 20;
    private static final String UNKNOWN = "unknown";

    private Machine() {}

    /** The facts, by name. */
    public static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("processor", found(PROCESSOR, "/proc/cpuinfo"));
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("memory", memory());
        facts.put("system", found(SYSTEM, "/etc/os-release") + ", kernel " + System.getProperty("os.version"));
        facts.put("Java", System.getProperty("java.vendor") + " " + Runtime.version());
        return facts;
    }

    private static String memory() {
        String kibibytes = found(MEMORY, "/proc/meminfo");
        return kibibytes.equals(UNKNOWN)
                ? UNKNOWN
                : Math.round(Long.parseLong(kibibytes) / KIBIBYTES_PER_GIBIBYTE) + " GiB";
    }

    /** What a file says; a machine that is not Linux has none of them. */
    private static String found(Pattern pattern, String file) {
        try {
            Matcher matcher = pattern.matcher(Files.readString(Path.of(file)));
            return matcher.find() ? matcher.group(1).strip() : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
