package dev.gatehouse.server.keyfile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehouse.server.apikey.ApiKeyDigest;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.keyfile.KeyFileState.Missing;
import dev.gatehouse.server.keyfile.KeyFileState.Sound;
import dev.gatehouse.server.keyfile.KeyFileState.Unsound;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key that opens everything in single-key mode ({@code API_KEY_FILE}), by its digest.
 *
 * <p>A start either has it or fails; nobody is served without it. From then on a key stays in force until the file
 * holds another one. A file that is gone or spoilt tells nothing about who should come in instead: deleting it is the
 * first half of making a new key at the next start, and whoever could lock everybody out by spoiling it could as well
 * have put a key of theirs into it.
 *
 * <p>Judging a key reads memory only and is thread-safe. Loading and looking again are for one thread at a time.
 */
@Singleton
public final class SingleKey {

    /** What the key goes by among accounts and API keys, whose ids never look like this. */
    public static final String ID = "key-file";

    private static final Logger LOG = LoggerFactory.getLogger(SingleKey.class);

    private final Optional<KeyFile> file;
    private final SecureRandom random;
    private volatile @Nullable Loaded inForce;
    private long epoch;
    private String trouble = "";
    private boolean toldOfReaders;

    /**
     * A key that was loaded.
     *
     * @param epoch rises with every other key, so that whoever proved to have this one is known from whoever has the next
     */
    private record Loaded(ApiKeyDigest digest, long epoch) {}

    SingleKey(Configuration configuration, SecureRandom random) {
        this.file = configuration.apiKeyFile().map(KeyFile::new);
        this.random = random;
    }

    /** Whether there is a single key at all, so that somebody can come in before any user exists. */
    public boolean isInForce() {
        return inForce != null;
    }

    /**
     * The key's epoch if this is its digest; empty if it is not. Takes the same time whatever the two have in common.
     */
    public OptionalLong epochIfOpenedBy(ApiKeyDigest digest) {
        Loaded key = inForce;
        return key != null && isSame(key.digest(), digest) ? OptionalLong.of(key.epoch()) : OptionalLong.empty();
    }

    /** Whether the key with this epoch is still the one in force. */
    public boolean isCurrent(long epoch) {
        Loaded key = inForce;
        return key != null && key.epoch() == epoch;
    }

    private static boolean isSame(ApiKeyDigest one, ApiKeyDigest other) {
        return MessageDigest.isEqual(one.hex().getBytes(US_ASCII), other.hex().getBytes(US_ASCII));
    }

    /**
     * Loads the key, making the file if there is none. Does nothing where single-key mode is off. To be called before
     * anybody is served.
     *
     * @throws KeyFileException if there is none to be had
     */
    public void load() {
        file.ifPresent(this::load);
    }

    private void load(KeyFile keyFile) {
        KeyFileState state = keyFile.look();
        if (state instanceof Missing) {
            make(keyFile);
            state = keyFile.look();
        }
        switch (state) {
            case Sound sound -> {
                LOG.info("API key authentication ready (key file: {})", keyFile.path());
                take(sound, keyFile);
            }
            case Missing _ -> throw new KeyFileException(keyFile.problem("was taken away again", "a file that stays"));
            case Unsound(String what, String allowed) -> throw new KeyFileException(keyFile.problem(what, allowed));
        }
    }

    private void make(KeyFile keyFile) {
        try {
            new KeyFileMaker(keyFile.path(), random).make();
        } catch (IOException e) {
            throw new KeyFileException(keyFile.problem(
                    "cannot be made: " + KeyFile.reason(e), "a file in a folder that the server may write"));
        }
    }

    /** Looks whether the file holds another key by now, and takes it. To be called every second or so. */
    public void lookAgain() {
        if (inForce != null) {
            file.ifPresent(this::lookAgain);
        }
    }

    private void lookAgain(KeyFile keyFile) {
        switch (keyFile.look()) {
            case Sound sound -> {
                if (isAnother(sound.digest())) {
                    LOG.info("The API key was replaced (key file: {})", keyFile.path());
                } else if (!trouble.isEmpty()) {
                    LOG.info("The key file {} is in order again", keyFile.path());
                }
                trouble = "";
                take(sound, keyFile);
            }
            case Missing _ -> tell(keyFile.path() + " is gone; the next start makes a new key");
            case Unsound(String what, String allowed) -> tell(keyFile.problem(what, allowed));
        }
    }

    private void take(Sound sound, KeyFile keyFile) {
        if (isAnother(sound.digest())) {
            epoch++;
            inForce = new Loaded(sound.digest(), epoch);
        }
        if (sound.othersMayRead() && !toldOfReaders) {
            LOG.warn(
                    "The key file {} may be read by others than its owner; if they should not: chmod 600 {}",
                    keyFile.path(),
                    keyFile.path());
        }
        toldOfReaders = sound.othersMayRead();
    }

    private boolean isAnother(ApiKeyDigest digest) {
        Loaded key = inForce;
        return key == null || !isSame(key.digest(), digest);
    }

    private void tell(String found) {
        if (!found.equals(trouble)) {
            LOG.warn("{}. The key that was loaded stays in force", found);
        }
        trouble = found;
    }
}
