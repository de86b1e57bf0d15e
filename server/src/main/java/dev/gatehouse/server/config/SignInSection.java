package dev.gatehouse.server.config;

import dev.gatehouse.server.config.SignInSettings.ModeAdmin;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Reads {@code AUTH_MODE} and what goes with it. */
final class SignInSection {

    private final Reading reading;

    SignInSection(Reading reading) {
        this.reading = reading;
    }

    /**
     * Empty if one of them is wrong, as the problems then say.
     *
     * @param host where the server will listen; empty if that setting is wrong itself
     * @param shortestPassword the fewest code points of a password; empty if that setting is wrong itself
     */
    Optional<SignInSettings> read(Optional<String> host, Optional<Integer> shortestPassword) {
        Optional<AuthMode> read = reading.read(Settings.AUTH_MODE);
        Optional<Boolean> anywhere = reading.read(Settings.AUTH_MODE_NONE_ANYWHERE);
        Optional<Boolean> forReads = reading.read(Settings.AUTH_REQUIRE_FOR_READS);
        Optional<Boolean> noPasswords = reading.read(Settings.AUTH_DISABLE_PASSWORD);
        Optional<Boolean> noSignUp = reading.read(Settings.AUTH_DISABLE_SIGNUP);
        Optional<ModeAdmin> admin =
                readAdmin(read.filter(AuthMode.ADMIN::equals).isPresent(), shortestPassword);
        if (read.isEmpty() || anywhere.isEmpty() || forReads.isEmpty() || noPasswords.isEmpty() || noSignUp.isEmpty()) {
            return Optional.empty();
        }
        AuthMode mode = read.get();
        boolean reachable =
                mode == AuthMode.NONE && host.filter(name -> !isLoopback(name)).isPresent();
        if (reachable && !anywhere.get()) {
            reading.reject(
                    Settings.AUTH_MODE,
                    "a HOST of this machine alone, such as 127.0.0.1, with none: everybody who reaches it may do"
                            + " everything. AUTH_MODE_NONE_ANYWHERE=true allows that");
        }
        boolean byPassword = !noPasswords.get() && mode != AuthMode.NONE && mode != AuthMode.READ_ONLY;
        return Optional.of(new SignInSettings(
                mode,
                anywhere.get(),
                admin,
                forReads.get(),
                byPassword,
                byPassword && mode != AuthMode.ADMIN && !noSignUp.get()));
    }

    private Optional<ModeAdmin> readAdmin(boolean needed, Optional<Integer> shortestPassword) {
        Optional<String> email = reading.read(Settings.AUTH_ADMIN_EMAIL);
        Optional<String> password = reading.read(Settings.AUTH_ADMIN_PASSWORD);
        if (!needed) {
            return Optional.empty();
        }
        if (!reading.isGiven(Settings.AUTH_ADMIN_EMAIL)) {
            reading.require(Settings.AUTH_ADMIN_EMAIL, "set with AUTH_MODE=admin");
        }
        if (!reading.isGiven(Settings.AUTH_ADMIN_PASSWORD)) {
            reading.require(Settings.AUTH_ADMIN_PASSWORD, "set with AUTH_MODE=admin");
        }
        boolean tooShort = password.isPresent()
                && shortestPassword.isPresent()
                && password.get().codePointCount(0, password.get().length()) < shortestPassword.get();
        if (tooShort) {
            reading.reject(
                    Settings.AUTH_ADMIN_PASSWORD,
                    "at least " + shortestPassword.get() + " characters (PASSWORD_MIN_LENGTH)");
        }
        return email.flatMap(address -> password.map(secret -> new ModeAdmin(address, secret)));
    }

    private static boolean isLoopback(String host) {
        byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
        try {
            return address == null
                    ? host.equalsIgnoreCase("localhost")
                    : InetAddress.getByAddress(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four or sixteen bytes are an address", e);
        }
    }
}
