package com.necpgame.platform.embedded;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Tells requests apart by their content, in whatever order their maps were filled, in this process and the next. */
final class Fingerprint {
    private static final int BUFFER_BYTES = 512;

    private final MessageDigest digest;

    /** Before the digest, which does not like a few bytes at a time; a stream would lock itself for each. */
    private final byte[] buffer = new byte[BUFFER_BYTES];

    private int buffered;

    private Fingerprint(MessageDigest digest) {
        this.digest = digest;
    }

    /** @param content requests or parts of them: the SDK's model, collections, maps with text keys, plain values */
    static byte[] of(Collection<? extends SdkPojo> content) {
        try {
            var fingerprint = new Fingerprint(MessageDigest.getInstance("SHA-256"));
            fingerprint.add(content);
            fingerprint.flush();
            return fingerprint.digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(@Nullable Object value) {
        switch (value) {
            case AttributeValue attribute -> add(attribute);
            case SdkPojo model -> add(model);
            case Map<?, ?> map -> add(map);
            case Collection<?> list -> {
                open('[', list.size());
                list.forEach(this::add);
            }
            case SdkBytes bytes -> add('b', bytes.asByteArrayUnsafe());
            case null -> open('0', 0);
            default -> add('s', utf8(value.toString()));
        }
    }

    /** Most of a request. Its type is asked for once, instead of each of the ten members that it may have. */
    private void add(AttributeValue value) {
        switch (value.type()) {
            case S -> add('S', utf8(value.s()));
            case N -> add('N', utf8(value.n()));
            case B -> add('B', value.b().asByteArrayUnsafe());
            case BOOL -> open('T', value.bool() ? 1 : 0);
            case M -> add(value.m());
            case L -> add(value.l());
            default -> add((SdkPojo) value);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void add(SdkPojo model) {
        open('{', 0);
        // In the order of the SDK's model, which is the same in every process.
        for (var field : model.sdkFields()) {
            Object value = field.getValueOrDefault(model);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                add('s', utf8(field.memberName()));
                add(value);
            }
        }
        open('}', 0);
    }

    private void add(Map<?, ?> map) {
        var names = map.keySet().toArray();
        Arrays.sort(names);
        open('(', names.length);
        for (var name : names) {
            add(name);
            add(map.get(name));
        }
    }

    /** The length before the content: so no two contents run together to the same bytes. */
    private void add(char kind, byte[] bytes) {
        open(kind, bytes.length);
        if (bytes.length > BUFFER_BYTES) {
            flush();
            digest.update(bytes);
            return;
        }
        require(bytes.length);
        System.arraycopy(bytes, 0, buffer, buffered, bytes.length);
        buffered += bytes.length;
    }

    private void open(char kind, int size) {
        require(1 + Integer.BYTES);
        buffer[buffered++] = (byte) kind;
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            buffer[buffered++] = (byte) (size >>> shift);
        }
    }

    private void require(int bytes) {
        if (BUFFER_BYTES - buffered < bytes) {
            flush();
        }
    }

    private void flush() {
        digest.update(buffer, 0, buffered);
        buffered = 0;
    }
}
