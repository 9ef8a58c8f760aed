package com.necpgame.platform.embedded;

import com.necpgame.platform.embedded.expression.KeyCondition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Where the entries are that a key condition asks for. */
final class KeyRanges {
    private KeyRanges() {}

    static Bytes.Range of(KeyShape keys, KeyCondition condition) {
        AttributeValue partition = condition.partition();
        Bytes.Range all = Bytes.Range.startingWith(keys.partition(partition));
        KeyCondition.Sort sort = condition.sort();
        if (sort == null) {
            return all;
        }
        AttributeValue operand = sort.operands().getFirst();
        byte[] from = keys.sorted(partition, operand);
        byte[] past = Bytes.following(from);
        return switch (sort.operator()) {
            case EQUAL -> new Bytes.Range(from, past);
            case LESS -> new Bytes.Range(all.from(), from);
            case AT_MOST -> new Bytes.Range(all.from(), past);
            case GREATER -> new Bytes.Range(past, all.to());
            case AT_LEAST -> new Bytes.Range(from, all.to());
            case BETWEEN ->
                new Bytes.Range(
                        from,
                        Bytes.following(keys.sorted(partition, sort.operands().get(1))));
            case BEGINS_WITH -> Bytes.Range.startingWith(keys.sortedPrefix(partition, operand));
        };
    }
}
