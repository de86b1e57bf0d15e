package dev.gatehouse.server.keyfile;

import dev.gatehouse.server.keyfile.KeyFileState.Sound;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** A program that waits for a file to appear, makes key files where there are none, and prints what it then finds. */
final class KeyMakingProcess {

    private KeyMakingProcess() {}

    /** Runs in the folder that the first argument names, for as many files as the second says. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        SecureRandom random = new SecureRandom();
        System.out.println("waiting");
        while (!Files.exists(folder.resolve("go"))) {
            Thread.onSpinWait();
        }
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            Path file = folder.resolve("folder" + i).resolve("key");
            new KeyFileMaker(file, random).make();
            System.out.println(
                    new KeyFile(file).look() instanceof Sound sound
                            ? sound.digest().hex()
                            : "none");
        }
    }
}
