package dev.gatehouse.benchmarks.parts;

import dev.gatehouse.server.apikey.ApiKeyDigest;
import dev.gatehouse.server.apikey.ApiKeySecret;
import dev.gatehouse.session.SecretShape;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionToken;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From the text in a request to what is looked up; and what it costs to refuse a text that is no secret of ours. */
@State(Scope.Benchmark)
public class TokenBenchmark extends PartBenchmark {

    private static final int SIZE = 1_000;

    private final List<String> tokens = Population.of(SIZE).texts();
    private final Circle<String> good = new Circle<>(tokens);
    private final Circle<String> mistyped =
            new Circle<>(tokens.stream().map(TokenBenchmark::mistyped).toList());
    private final Circle<String> foreign =
            new Circle<>(tokens.stream().map(TokenBenchmark::foreign).toList());
    private final Circle<String> apiKeys = new Circle<>(apiKeys());

    private static String mistyped(String token) {
        int middle = token.length() / 2;
        return token.substring(0, middle) + (token.charAt(middle) == 'x' ? 'y' : 'x') + token.substring(middle + 1);
    }

    /** What else is sent as a bearer token: a JSON Web Token. */
    private static String foreign(String token) {
        return "eyJhbGciOiJFUzI1NiJ9." + token.substring(4) + token.substring(4) + "." + token.substring(4);
    }

    private static List<String> apiKeys() {
        SecureRandom random = new SecureRandom();
        SecretShape shape = new SecretShape("gtk_", 0);
        return Stream.generate(() -> shape.mint("", random)).limit(SIZE).toList();
    }

    /** The checksum is verified, and the id taken from the digest. */
    @Benchmark
    public SessionId sessionTokenToId() {
        return SessionToken.parse(good.next()).orElseThrow().id();
    }

    /** The shape is right and the checksum is not. */
    @Benchmark
    public Optional<SessionToken> sessionTokenMistyped() {
        return SessionToken.parse(mistyped.next());
    }

    /** Another's token. */
    @Benchmark
    public Optional<SessionToken> sessionTokenForeign() {
        return SessionToken.parse(foreign.next());
    }

    /** The checksum is verified, and the digest taken. */
    @Benchmark
    public ApiKeyDigest apiKeyToDigest() {
        return ApiKeySecret.parse(apiKeys.next()).orElseThrow().digest();
    }
}
