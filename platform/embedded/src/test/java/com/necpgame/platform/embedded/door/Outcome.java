package com.necpgame.platform.embedded.door;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * What a call came to, in a form that can be compared: the answer, or the error with all it carries. What differs
 * between two tables of the same shape (ids, times) is left out.
 */
record Outcome(@Nullable Object answer, @Nullable String error) {
    private static final Set<String> OF_ONE_TABLE =
            Set.of("TableId", "CreationDateTime", "LastUpdateToPayPerRequestDateTime");

    static Outcome of(Function<DynamoDbClient, Object> call, DynamoDbClient store) {
        try {
            return new Outcome(plain(call.apply(store)), null);
        } catch (DynamoDbException e) {
            return new Outcome(plain(e), e.getClass().getSimpleName() + " " + e.statusCode() + " " + words(e));
        }
    }

    private static String words(DynamoDbException e) {
        var details = e.awsErrorDetails();
        return details == null ? String.valueOf(e.getMessage()) : details.errorCode() + " " + details.errorMessage();
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case SdkAutoConstructList<?> absent -> null;
            case SdkAutoConstructMap<?, ?> absent -> null;
            case SdkPojo pojo -> fields(pojo);
            case List<?> list -> list.stream().map(Outcome::plain).toList();
            case Map<?, ?> map -> {
                var plain = new TreeMap<String, @Nullable Object>();
                map.forEach((k, v) -> plain.put((String) k, plain(v)));
                yield plain;
            }
            default -> value;
        };
    }

    private static Object fields(SdkPojo pojo) {
        var plain = new TreeMap<String, Object>();
        for (var field : pojo.sdkFields()) {
            var value = plain(field.getValueOrDefault(pojo));
            if (value != null && !OF_ONE_TABLE.contains(field.locationName())) {
                plain.put(field.locationName(), value);
            }
        }
        return plain;
    }
}
