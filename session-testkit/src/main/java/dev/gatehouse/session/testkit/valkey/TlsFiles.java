package dev.gatehouse.session.testkit.valkey;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority and a server's certificate, made with the JDK's own {@code keytool}, as PEM files.
 *
 * @param authority the authority's certificate, which clients are to trust
 * @param certificate the server's certificate
 * @param key the server's private key
 */
public record TlsFiles(Path authority, Path certificate, Path key) {

    private static final char[] PASSWORD = "changeit".toCharArray();

    /** Makes them in a folder, for this machine as a server on it is reached. */
    public static TlsFiles make(Path directory) {
        return make(directory, "dns:localhost,ip:127.0.0.1");
    }

    /**
     * Makes them in a folder.
     *
     * @param names what the server's certificate is for, such as {@code dns:valkey.example}
     */
    public static TlsFiles make(Path directory, String names) {
        try {
            Path authorityStore = directory.resolve("authority.p12");
            Path serverStore = directory.resolve("server.p12");
            Path request = directory.resolve("server.csr");
            Path signed = directory.resolve("signed.crt");
            Path authority = directory.resolve("authority.pem");
            keytool(authorityStore, "-genkeypair", "-keyalg", "EC", "-dname", "CN=Test authority", "-ext", "bc:c");
            keytool(serverStore, "-genkeypair", "-keyalg", "EC", "-dname", "CN=Test server");
            keytool(serverStore, "-certreq", "-file", request.toString());
            keytool(
                    authorityStore,
                    "-gencert",
                    "-rfc",
                    "-infile",
                    request.toString(),
                    "-outfile",
                    signed.toString(),
                    "-ext",
                    "san=" + names);
            keytool(authorityStore, "-exportcert", "-rfc", "-file", authority.toString());
            Path key = directory.resolve("server.key");
            Files.writeString(key, pem("PRIVATE KEY", load(serverStore).getKey("test", PASSWORD)));
            return new TlsFiles(authority, signed, key);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("No certificates could be made", e);
        }
    }

    /** Sockets that trust the authority. */
    SocketFactory sockets() {
        try (InputStream file = Files.newInputStream(authority)) {
            Certificate trusted = CertificateFactory.getInstance("X.509").generateCertificate(file);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("authority", trusted);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The certificates cannot be used", e);
        }
    }

    private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static String pem(String kind, Key key) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(key.getEncoded());
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }

    private static void keytool(Path store, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("-alias", "test", "-keystore", store.toString(), "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", new String(PASSWORD)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), US_ASCII);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command + " failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }
}
