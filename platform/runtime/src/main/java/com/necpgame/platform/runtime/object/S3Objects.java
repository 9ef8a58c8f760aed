package com.necpgame.platform.runtime.object;

import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Objects in a bucket, encrypted with the KMS key where one is named. */
final class S3Objects implements Objects {
    private final S3Client s3;
    private final String bucket;
    private final @Nullable String kmsKeyId;

    S3Objects(S3Client s3, String bucket, @Nullable String kmsKeyId) {
        this.s3 = s3;
        this.bucket = bucket;
        this.kmsKeyId = kmsKeyId;
    }

    /** @param endpointRegion where the configuration names an endpoint; AWS takes its region from the environment */
    static S3Objects of(ObjectsConfig config, String endpointRegion) {
        var builder = S3Client.builder().httpClientBuilder(ApacheHttpClient.builder());
        if (config.endpoint() != null) {
            builder.endpointOverride(URI.create(config.endpoint()))
                    .region(Region.of(endpointRegion))
                    .forcePathStyle(true);
        }
        return new S3Objects(builder.build(), java.util.Objects.requireNonNull(config.bucket()), config.kmsKeyId());
    }

    @Override
    public void put(ObjectKey key, byte[] bytes, ObjectInfo info) {
        ObjectLimits.check(bytes, info);
        var request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(key.value())
                .contentType(info.contentType())
                .metadata(info.metadata());
        if (kmsKeyId != null) {
            request.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(kmsKeyId);
        }
        call("put " + key, () -> s3.putObject(request.build(), RequestBody.fromBytes(bytes)));
    }

    @Override
    public @Nullable StoredObject get(ObjectKey key) {
        return call("get " + key, () -> {
            try {
                var found = s3.getObjectAsBytes(r -> r.bucket(bucket).key(key.value()));
                var head = found.response();
                return new StoredObject(found.asByteArray(), new ObjectInfo(head.contentType(), head.metadata()));
            } catch (NoSuchKeyException e) {
                return null;
            }
        });
    }

    @Override
    public List<Listed> list(String prefix, @Nullable ObjectKey after, int limit) {
        ObjectLimits.checkPage(limit);
        var page = java.util.Objects.requireNonNull(call(
                "list " + prefix,
                () -> s3.listObjectsV2(r -> r.bucket(bucket)
                        .prefix(prefix)
                        .startAfter(after == null ? null : after.value())
                        .maxKeys(limit))));
        return page.contents().stream()
                .map(found -> new Listed(new ObjectKey(found.key()), found.size(), found.lastModified()))
                .toList();
    }

    @Override
    public void delete(ObjectKey key) {
        call("delete " + key, () -> s3.deleteObject(r -> r.bucket(bucket).key(key.value())));
    }

    private <T> @Nullable T call(String what, Supplier<@Nullable T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new ObjectsUnavailable("Could not " + what + " in the bucket " + bucket, e);
        }
    }
}
