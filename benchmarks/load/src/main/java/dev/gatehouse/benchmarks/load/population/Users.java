package dev.gatehouse.benchmarks.load.population;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.benchmarks.load.program.Gatehouse;
import dev.gatehouse.session.SubjectId;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Makes accounts, through the command line. */
public final class Users {

    /** The username of the first one, who is the admin. */
    public static final String ADMIN = "sample";

    /** The password that all of them have. */
    public static final String PASSWORD = "correct horse battery";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Users() {}

    /**
     * Takes users over into an empty database; the first one is its admin.
     *
     * @param hash of {@link #PASSWORD}
     */
    public static List<User> create(Gatehouse gatehouse, int count, String hash) {
        List<String> lines =
                IntStream.range(0, count).mapToObj(number -> line(number, hash)).toList();
        gatehouse.runWithLines(lines, "user", "import", "-");
        return gatehouse.run("user", "export").lines().map(Users::user).toList();
    }

    /** A bcrypt hash of {@link #PASSWORD} as Gatehouse makes it with its cost. */
    public static String hash(Gatehouse gatehouse) {
        gatehouse.runWithLines(List.of(PASSWORD), "user", "create", ADMIN, "--password-stdin");
        return parse(gatehouse.run("user", "export")).get("password_hash").asText();
    }

    private static String line(int number, String hash) {
        return String.format(
                "{\"username\":\"user-%06d\",\"email\":\"user-%06d@example.com\",\"full_name\":\"User Number %06d\","
                        + "\"role\":\"viewer\",\"active\":true,\"password_hash\":\"%s\"}",
                number, number, number, hash);
    }

    private static User user(String line) {
        JsonNode user = parse(line);
        // The epoch of an account that nothing has happened to is the moment at which it was made.
        return new User(
                user.get("username").asText(),
                new SubjectId(user.get("id").asText()),
                Instant.parse(user.get("created_at").asText()).toEpochMilli());
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("user export printed what is no JSON", e);
        }
    }
}
