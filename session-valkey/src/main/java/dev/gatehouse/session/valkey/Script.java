package dev.gatehouse.session.valkey;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What runs on the server, one for each verb that writes; each is one atomic step. They compare and move texts, and
 * decide nothing about time: what is alive, Java says. Their keys lie in one slot and are all declared.
 */
enum Script {
    CREATE(ScriptOutputType.MULTI, "above", "create"),
    TOUCH(ScriptOutputType.VALUE, "touch"),
    REVOKE(ScriptOutputType.VALUE, "revoke"),
    RAISE(ScriptOutputType.INTEGER, "above", "raise"),
    END(ScriptOutputType.MULTI, "above", "end"),
    PRUNE(ScriptOutputType.INTEGER, "prune");

    private final ScriptOutputType output;
    private final String source;
    private final String digest;

    Script(ScriptOutputType output, String... parts) {
        this.output = output;
        this.source = Stream.of(parts).map(Script::read).collect(Collectors.joining());
        this.digest = sha1(source);
    }

    ScriptOutputType output() {
        return output;
    }

    String source() {
        return source;
    }

    /** Its name on the server. */
    String digest() {
        return digest;
    }

    private static String read(String part) {
        try (InputStream in = Script.class.getResourceAsStream(part + ".lua")) {
            if (in == null) {
                throw new IllegalStateException(part + ".lua is missing from the jar");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha1(String source) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(source.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }
}
