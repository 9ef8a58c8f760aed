package com.necpgame.platform.runtime.object;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import org.jspecify.annotations.Nullable;

/**
 * Where objects are kept.
 *
 * @param kind {@code folder}: files of this machine; {@code s3}: a bucket, with the account and region of the environment
 * @param path the folder, for {@code folder}; {@code objects} in that of the embedded store by default
 * @param bucket the bucket, for {@code s3}
 * @param kmsKeyId the KMS key that S3 encrypts the objects with; the bucket's own way without one
 * @param endpoint the URL of another server that speaks S3, such as LocalStack, for {@code s3}
 */
@Context
@ConfigurationProperties("necpgame.objects")
public record ObjectsConfig(
        @Bindable(defaultValue = "FOLDER") Kind kind,
        @Nullable String path,
        @Nullable String bucket,
        @Nullable String kmsKeyId,
        @Nullable String endpoint) {
    public enum Kind {
        FOLDER,
        S3
    }

    public ObjectsConfig {
        if (kind == Kind.S3 && (bucket == null || bucket.isBlank())) {
            throw new IllegalArgumentException("necpgame.objects.kind=s3 needs necpgame.objects.bucket, a name");
        }
        if (path != null && path.isBlank()) {
            throw new IllegalArgumentException("necpgame.objects.path must not be blank");
        }
    }
}
