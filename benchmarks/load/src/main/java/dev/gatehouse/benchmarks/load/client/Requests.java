package dev.gatehouse.benchmarks.load.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** HTTP requests as the bytes that are sent, of which one is drawn at random each time. For one thread. */
public final class Requests {

    /** The same draws in every run, so that two runs ask for the same. */
    private static final long SEED = 20_261_101;

    private final byte[][] messages;
    private final SplittableRandom random = new SplittableRandom(SEED);

    private Requests(byte[][] messages) {
        this.messages = messages;
    }

    /**
     * A GET for each credential.
     *
     * @param header the header that carries the credential, such as {@code Authorization}
     * @param form how it is carried there, such as {@code token -> "Bearer " + token}
     */
    public static Requests get(String path, String header, List<String> credentials, Function<String, String> form) {
        return new Requests(credentials.stream()
                .map(form)
                .map(value -> "GET %s HTTP/1.1\r\nHost: localhost\r\n%s: %s\r\n\r\n".formatted(path, header, value))
                .map(message -> message.getBytes(US_ASCII))
                .toArray(byte[][]::new));
    }

    byte[] next() {
        return messages[random.nextInt(messages.length)];
    }
}
