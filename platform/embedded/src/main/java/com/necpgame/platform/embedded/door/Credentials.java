package com.necpgame.platform.embedded.door;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who may come in. The signature is looked for, never verified: the door has no secret key to do so. */
final class Credentials {
    private static final Pattern SIGNED = Pattern.compile("AWS4-HMAC-SHA256\\s+"
            + "Credential=(?<id>[^/\\s,]{1,128})/\\d{8}/[^/\\s,]{1,64}/[^/\\s,]{1,64}/aws4_request\\s*,\\s*"
            + "SignedHeaders=[a-z0-9;_-]{1,1024}\\s*,\\s*"
            + "Signature=[0-9a-f]{64}");

    private final @Nullable String accessKeyId;

    /** @param accessKeyId the only one that is let in, or null for any */
    Credentials(@Nullable String accessKeyId) {
        this.accessKeyId = accessKeyId;
    }

    /** @throws Refused unless the header {@code Authorization} has a signature's shape and the right access key id */
    void check(@Nullable String authorization) {
        if (authorization == null || authorization.isBlank()) {
            throw Refused.because("MissingAuthenticationTokenException", "The request is not signed");
        }
        var signed = SIGNED.matcher(authorization.strip());
        if (!signed.matches()) {
            throw Refused.because(
                    "IncompleteSignatureException",
                    "The header Authorization needs AWS4-HMAC-SHA256 with Credential, SignedHeaders and Signature");
        }
        if (accessKeyId != null && !sameInConstantTime(accessKeyId, signed.group("id"))) {
            throw Refused.because("UnrecognizedClientException", "The access key id is not known here");
        }
    }

    private static boolean sameInConstantTime(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
