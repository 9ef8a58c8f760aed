package com.necpgame.platform.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The codecs of values that hold others. */
final class CompositeCodecs {
    private CompositeCodecs() {}

    /** L. */
    static final class Elements extends Codec {
        private final Codec element;

        Elements(Codec element) {
            this.element = element;
        }

        @Override
        AttributeValue toAttribute(Object value) {
            var list = new ArrayList<AttributeValue>();
            for (Object each : cast(Collection.class, value)) {
                AttributeValue attribute = element.toAttribute(each);
                list.add(attribute == null ? AttributeValue.fromNul(true) : attribute);
            }
            return AttributeValue.fromL(list);
        }

        @Override
        Object fromAttribute(AttributeValue attribute) {
            if (!attribute.hasL()) {
                throw notOfKind("L");
            }
            var list = new ArrayList<@Nullable Object>(attribute.l().size());
            for (AttributeValue each : attribute.l()) {
                list.add(Boolean.TRUE.equals(each.nul()) ? element.missing() : element.fromAttribute(each));
            }
            return Collections.unmodifiableList(list);
        }

        @Override
        Object missing() {
            return List.of();
        }
    }

    /** SS. DynamoDB has no empty set: it is stored as no attribute. */
    static final class Members extends Codec {
        private final PlainCodecs.Text member;

        Members(PlainCodecs.Text member) {
            this.member = member;
        }

        @Override
        @Nullable
        AttributeValue toAttribute(Object value) {
            var set = new LinkedHashSet<String>();
            for (Object each : cast(Set.class, value)) {
                set.add(member.toKey(each));
            }
            return set.isEmpty() ? null : AttributeValue.fromSs(List.copyOf(set));
        }

        @Override
        Object fromAttribute(AttributeValue attribute) {
            if (!attribute.hasSs()) {
                throw notOfKind("SS");
            }
            var set = new LinkedHashSet<Object>();
            attribute.ss().forEach(each -> set.add(member.read(each)));
            return Collections.unmodifiableSet(set);
        }

        @Override
        Object missing() {
            return Set.of();
        }
    }

    /** M with the map's own keys. */
    static final class Entries extends Codec {
        private final PlainCodecs.Text key;
        private final Codec value;

        Entries(PlainCodecs.Text key, Codec value) {
            this.key = key;
            this.value = value;
        }

        @Override
        AttributeValue toAttribute(Object map) {
            var entries = new LinkedHashMap<String, AttributeValue>();
            for (Map.Entry<?, ?> each : ((Map<?, ?>) cast(Map.class, map)).entrySet()) {
                AttributeValue attribute = value.toAttribute(Objects.requireNonNull(each.getValue()));
                if (attribute != null) {
                    entries.put(key.toKey(Objects.requireNonNull(each.getKey())), attribute);
                }
            }
            return AttributeValue.fromM(entries);
        }

        @Override
        Object fromAttribute(AttributeValue attribute) {
            if (!attribute.hasM()) {
                throw notOfKind("M");
            }
            var entries = new LinkedHashMap<Object, Object>();
            attribute.m().forEach((name, each) -> entries.put(key.read(name), value.fromAttribute(each)));
            return Collections.unmodifiableMap(entries);
        }

        @Override
        Object missing() {
            return Map.of();
        }
    }

    /** M with a record's components. Its mapper is found on use, so that a record may hold others of its own kind. */
    static final class Nested extends Codec {
        private final Class<?> type;
        private final Supplier<RecordMapper<?>> mapper;

        Nested(Class<?> type, Supplier<RecordMapper<?>> mapper) {
            this.type = type;
            this.mapper = mapper;
        }

        @Override
        @SuppressWarnings("unchecked")
        AttributeValue toAttribute(Object value) {
            return AttributeValue.fromM(((RecordMapper<Object>) mapper.get()).toAttributes(cast(type, value)));
        }

        @Override
        Object fromAttribute(AttributeValue attribute) {
            if (!attribute.hasM()) {
                throw notOfKind("M");
            }
            return mapper.get().fromAttributes(attribute.m());
        }
    }

    /** A collection that may be null is null, not empty, where its attribute is missing. */
    static final class NullWhenMissing extends Codec {
        private final Codec codec;

        NullWhenMissing(Codec codec) {
            this.codec = codec;
        }

        @Override
        @Nullable
        AttributeValue toAttribute(Object value) {
            return codec.toAttribute(value);
        }

        @Override
        Object fromAttribute(AttributeValue attribute) {
            return codec.fromAttribute(attribute);
        }
    }
}
