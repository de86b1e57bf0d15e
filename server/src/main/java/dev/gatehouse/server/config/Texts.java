package dev.gatehouse.server.config;

import io.netty.util.NetUtil;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Parsers of settings that stay, more or less, the text they are. */
final class Texts {

    private static final int LONGEST_HOST = 253;
    private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4_ADDRESS = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    // The last label of a name is never all digits (RFC 3696, section 2): 1.2.3 is a slip, not a host.
    private static final Pattern HOST_NAME = Pattern.compile("(?:" + LABEL + "\\.)*(?![0-9]+$)" + LABEL);
    private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern UUID = Pattern.compile("[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+");

    private Texts() {}

    static Optional<String> host(String text) {
        return Optional.of(text)
                // The last, which is the rarest, wakes all of Netty.
                .filter(host -> IPV4_ADDRESS.matcher(host).matches()
                        || (host.length() <= LONGEST_HOST
                                && HOST_NAME.matcher(host).matches())
                        || (NetUtil.isValidIpV6Address(host) && !host.startsWith("[")));
    }

    static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    static Optional<String> username(String text) {
        return Optional.of(text)
                .filter(USERNAME.asMatchPredicate())
                .filter(UUID.asMatchPredicate().negate());
    }

    static Optional<String> email(String text, int longest) {
        return Optional.of(text).filter(email -> email.length() <= longest).filter(EMAIL.asMatchPredicate());
    }

    /** A text that is not blank, holds no control characters and has at most {@code longest} characters. */
    static Optional<String> line(String text, int longest) {
        return Optional.of(text)
                .filter(line -> !line.isBlank() && line.length() <= longest)
                .filter(line -> line.chars().noneMatch(Character::isISOControl));
    }

    static Optional<Boolean> bool(String text) {
        return oneOf(List.of("true", "false")).apply(text).map(Boolean::valueOf);
    }

    static Function<String, Optional<String>> oneOf(Collection<String> words) {
        return text -> Optional.of(text).filter(words::contains);
    }
}
