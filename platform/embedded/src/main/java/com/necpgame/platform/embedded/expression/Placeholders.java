package com.necpgame.platform.embedded.expression;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The {@code #names} and {@code :values} of one request, and which of them its expressions used: one left over is an error. */
public final class Placeholders {
    /** Nulls and the SDK's empty auto-constructed maps stand for absent; values are admitted ({@code Values.admit}) here. */
    public static Placeholders of(
            @Nullable Map<String, String> names, @Nullable Map<String, AttributeValue> values, boolean anyExpression) {
        throw new UnsupportedOperationException();
    }

    /** @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException if a name or value was used by no expression */
    public void requireAllUsed() {
        throw new UnsupportedOperationException();
    }
}
