package com.necpgame.platform.embedded;

import com.necpgame.platform.embedded.item.KeyCodec;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The keys of a table or an index, and the bytes that its entries are filed under:
 *
 * <pre>
 * table   space (4 bytes) | hash of the partition key (2) | partition key | sort key
 * index   space (4 bytes) | hash of the partition key (2) | partition key | sort key | the table's partition key | the table's sort key
 * </pre>
 *
 * The hash spreads partitions as DynamoDB does, so that the segments of a parallel Scan are ranges.
 */
final class KeyShape {
    static final int HASHES = 1 << 16;

    private static final int HASH_MULTIPLIER = 0x9E3779B9;
    private static final int HASH_SHIFT = 16;

    private final int space;
    private final KeyAttribute partition;
    private final @Nullable KeyAttribute sort;
    private final @Nullable KeyShape table;
    private final Set<String> names = new LinkedHashSet<>();

    /** @param table the keys of the table that an index is of; null for a table */
    KeyShape(int space, KeyAttribute partition, @Nullable KeyAttribute sort, @Nullable KeyShape table) {
        this.space = space;
        this.partition = partition;
        this.sort = sort;
        this.table = table;
        names.add(partition.name());
        if (sort != null) {
            names.add(sort.name());
        }
        if (table != null) {
            names.addAll(table.names);
        }
    }

    int space() {
        return space;
    }

    KeyAttribute partition() {
        return partition;
    }

    @Nullable
    KeyAttribute sort() {
        return sort;
    }

    @Nullable
    String sortName() {
        return sort == null ? null : sort.name();
    }

    /** The attributes that tell one entry from all others: of an index, its own and the table's. */
    Set<String> names() {
        return names;
    }

    boolean isOwn(String attribute) {
        return attribute.equals(partition.name()) || attribute.equals(sortName());
    }

    /** The attribute of that name among all that an entry is filed under. */
    KeyAttribute attribute(String name) {
        if (name.equals(partition.name())) {
            return partition;
        }
        if (sort != null && name.equals(sort.name())) {
            return sort;
        }
        if (table == null) {
            throw new IllegalArgumentException("no key attribute: " + name);
        }
        return table.attribute(name);
    }

    /** Whether the item has an entry here: an index leaves out what lacks one of its keys. */
    boolean holds(Map<String, AttributeValue> item) {
        return has(item, partition) && (sort == null || has(item, sort));
    }

    private static boolean has(Map<String, AttributeValue> item, KeyAttribute attribute) {
        var value = item.get(attribute.name());
        return value != null && attribute.fits(value) && !KeyAttribute.isEmpty(value);
    }

    /** The key attributes alone. */
    Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
        var key = LinkedHashMap.<String, AttributeValue>newLinkedHashMap(names.size());
        for (String name : names) {
            key.put(name, value(item, attribute(name)));
        }
        return key;
    }

    private static AttributeValue value(Map<String, AttributeValue> item, KeyAttribute attribute) {
        return Objects.requireNonNull(item.get(attribute.name()), attribute.name());
    }

    /** Where the item's entry is. */
    byte[] entry(Map<String, AttributeValue> item) {
        var key = start(value(item, partition));
        if (sort != null) {
            KeyCodec.append(key, value(item, sort));
        }
        if (table != null) {
            KeyCodec.append(key, value(item, table.partition));
            if (table.sort != null) {
                KeyCodec.append(key, value(item, table.sort));
            }
        }
        return key.toByteArray();
    }

    /** What all entries of one partition start with. */
    byte[] partition(AttributeValue value) {
        return start(value).toByteArray();
    }

    byte[] partitionOf(Map<String, AttributeValue> item) {
        return partition(value(item, partition));
    }

    /** What all entries with these keys start with. */
    byte[] sorted(AttributeValue partitionValue, AttributeValue sortValue) {
        var key = start(partitionValue);
        KeyCodec.append(key, sortValue);
        return key.toByteArray();
    }

    /** What all entries start with whose sort key begins with the value. */
    byte[] sortedPrefix(AttributeValue partitionValue, AttributeValue sortStart) {
        var key = start(partitionValue);
        KeyCodec.appendPrefix(key, sortStart);
        return key.toByteArray();
    }

    Bytes.Range everything() {
        return Bytes.Range.startingWith(spaceStart().toByteArray());
    }

    /** The part of all entries that is this segment's in a parallel Scan. */
    Bytes.Range segment(int segment, int segments) {
        return new Bytes.Range(segmentStart(segment, segments), segmentStart(segment + 1, segments));
    }

    private byte[] segmentStart(int segment, int segments) {
        long hash = (long) segment * HASHES / segments;
        if (hash == HASHES) {
            return everything().to();
        }
        var key = spaceStart();
        appendHash(key, (int) hash);
        return key.toByteArray();
    }

    private ByteArrayOutputStream start(AttributeValue partitionValue) {
        var encoded = new ByteArrayOutputStream();
        KeyCodec.append(encoded, partitionValue);
        byte[] bytes = encoded.toByteArray();
        var key = spaceStart();
        appendHash(key, (Arrays.hashCode(bytes) * HASH_MULTIPLIER) >>> HASH_SHIFT);
        key.writeBytes(bytes);
        return key;
    }

    private ByteArrayOutputStream spaceStart() {
        var key = new ByteArrayOutputStream(64);
        Bytes.appendInt(key, space);
        return key;
    }

    private static void appendHash(ByteArrayOutputStream key, int hash) {
        key.write(hash >>> 8);
        key.write(hash);
    }
}
