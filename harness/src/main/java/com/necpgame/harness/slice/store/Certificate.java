package com.necpgame.harness.slice.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key and a certificate of its own for 127.0.0.1, for one run.
 *
 * @param file PKCS #12
 */
public record Certificate(Path file, String password) {
    private static final String STORE_TYPE = "PKCS12";

    /** Makes one with the JDK's {@code keytool}. */
    public static Certificate make(Path folder, String password) throws IOException {
        Path file = folder.resolve("door.p12");
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(List.of(
                        tool.toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "door",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-validity",
                        "30",
                        "-storetype",
                        STORE_TYPE,
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        password))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!Files.exists(file)) {
            throw new IOException("keytool made no certificate: " + said);
        }
        return new Certificate(file, password);
    }

    /** Options of a JVM that is to trust it; it trusts nobody else then. */
    String javaOptions() {
        return "-Djavax.net.ssl.trustStore=" + file + " -Djavax.net.ssl.trustStoreType=" + STORE_TYPE
                + " -Djavax.net.ssl.trustStorePassword=" + password;
    }

    /** Trusts it in this process. */
    SSLContext trust() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(STORE_TYPE);
            store.load(in, password.toCharArray());
            KeyStore trusted = KeyStore.getInstance(STORE_TYPE);
            trusted.load(null, null);
            trusted.setCertificateEntry("door", store.getCertificate("door"));
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
