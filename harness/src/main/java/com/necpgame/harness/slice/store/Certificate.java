package com.necpgame.harness.slice.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key and a certificate of its own for 127.0.0.1, for one run.
 *
 * @param file PKCS #12
 * @param roots what trusts it: the JDK's own roots of trust and this one, in the JDK's format, so that who uses it does what they would do
 *     without it
 */
public record Certificate(Path file, Path roots, String password) {
    private static final String STORE_TYPE = "PKCS12";
    private static final String ROOTS_TYPE = "JKS";
    private static final String ALIAS = "door";

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
                        ALIAS,
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
        Path roots = folder.resolve("roots.jks");
        var certificate = new Certificate(file, roots, password);
        certificate.writeRoots();
        return certificate;
    }

    private void writeRoots() throws IOException {
        var known = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
        try (OutputStream out = Files.newOutputStream(roots)) {
            KeyStore all = KeyStore.getInstance(ROOTS_TYPE);
            all.load(null, null);
            KeyStore jdk = KeyStore.getInstance(known.toFile(), (char[]) null);
            for (String alias : Collections.list(jdk.aliases())) {
                all.setCertificateEntry(alias, jdk.getCertificate(alias));
            }
            all.setCertificateEntry(ALIAS, certificate());
            all.store(out, password.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private java.security.cert.Certificate certificate() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(file.toFile(), password.toCharArray()).getCertificate(ALIAS);
    }

    /** Options of a JVM that is to trust it. */
    String javaOptions() {
        return "-Djavax.net.ssl.trustStore=" + roots + " -Djavax.net.ssl.trustStoreType=" + ROOTS_TYPE
                + " -Djavax.net.ssl.trustStorePassword=" + password;
    }

    /** Trusts it in this process. */
    SSLContext trust() throws IOException {
        try {
            KeyStore trusted = KeyStore.getInstance(STORE_TYPE);
            trusted.load(null, null);
            trusted.setCertificateEntry(ALIAS, certificate());
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
