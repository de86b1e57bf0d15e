package dev.gatehouse.benchmarks.load.population;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehouse.benchmarks.load.program.Gatehouse;
import dev.gatehouse.session.SecretShape;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Makes API keys, through the command line. */
public final class ApiKeys {

    private static final SecretShape SHAPE = new SecretShape("gtk_", 0);

    private ApiKeys() {}

    /** Makes a key for each of the users, and returns the keys. */
    public static List<String> create(Gatehouse gatehouse, List<User> users, SecureRandom random) {
        List<String> keys = new ArrayList<>();
        List<String> lines = new ArrayList<>(List.of("name,sha256,user"));
        for (User user : users) {
            String key = SHAPE.mint("", random);
            keys.add(key);
            lines.add("key of %s,%s,%s".formatted(user.username(), digest(key), user.username()));
        }
        gatehouse.runWithLines(lines, "apikey", "import", "-");
        return keys;
    }

    private static String digest(String key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
