package com.necpgame.platform.embedded;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Tells requests apart by their content, in whatever order their maps were filled, in this process and the next. */
final class Fingerprint {
    private final MessageDigest digest;

    private Fingerprint(MessageDigest digest) {
        this.digest = digest;
    }

    /** @param content requests or parts of them: the SDK's model, collections, maps with text keys, plain values */
    static byte[] of(Collection<? extends SdkPojo> content) {
        try {
            var fingerprint = new Fingerprint(MessageDigest.getInstance("SHA-256"));
            fingerprint.add(content);
            return fingerprint.digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(@Nullable Object value) {
        switch (value) {
            case SdkPojo model -> add(model);
            case Map<?, ?> map -> add(map);
            case Collection<?> list -> {
                open('[', list.size());
                list.forEach(this::add);
            }
            case SdkBytes bytes -> add('b', bytes.asByteArrayUnsafe());
            case null -> open('0', 0);
            default -> add('s', value.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void add(SdkPojo model) {
        open('{', 0);
        model.sdkFields().stream()
                .sorted(Comparator.comparing(field -> field.memberName()))
                .forEach(field -> {
                    Object value = field.getValueOrDefault(model);
                    if (value != null
                            && !(value instanceof SdkAutoConstructList)
                            && !(value instanceof SdkAutoConstructMap)) {
                        add(field.memberName());
                        add(value);
                    }
                });
        open('}', 0);
    }

    private void add(Map<?, ?> map) {
        var sorted = new TreeMap<String, @Nullable Object>();
        map.forEach((name, value) -> sorted.put(String.valueOf(name), value));
        open('(', sorted.size());
        sorted.forEach((name, value) -> {
            add(name);
            add(value);
        });
    }

    /** The length before the content: so no two contents run together to the same bytes. */
    private void add(char kind, byte[] bytes) {
        open(kind, bytes.length);
        digest.update(bytes);
    }

    private void open(char kind, int size) {
        digest.update((byte) kind);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(size).array());
    }
}
