package com.necpgame.platform.embedded.expression;

import com.necpgame.platform.embedded.expression.ExpressionCase.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** Where DynamoDB Local does not do what DynamoDB does, so that a difference from it is right. */
enum ExpressionQuirk {
    /** UPDATED_OLD and UPDATED_NEW return the changed part of a document; DynamoDB Local returns the whole attribute. */
    UPDATED_PARTS {
        @Override
        boolean explains(ExpressionCase test, Outcome embedded, Outcome local) {
            if (test.kind != Kind.UPDATE || !test.isNestedUpdate() || !test.returnsUpdated()) {
                return false;
            }
            var whole = test.returnValue == ReturnValue.UPDATED_NEW ? embedded.item() : test.item;
            return Outcome.done(embedded.item(), widened(embedded.returned(), whole))
                    .isSame(local);
        }

        private static Map<String, AttributeValue> widened(
                Map<String, AttributeValue> parts, Map<String, AttributeValue> item) {
            Map<String, AttributeValue> whole = new HashMap<>(item);
            whole.keySet().retainAll(parts.keySet());
            return whole;
        }
    },

    /** Of DynamoDB's 573 reserved words SIZE and CONVERT are none to DynamoDB Local. */
    RESERVED_WORDS {
        private static final Pattern WORDS = Pattern.compile("(?i)(?<![#:\\w])(size|convert)(?!\\w)");

        @Override
        boolean explains(ExpressionCase test, Outcome embedded, Outcome local) {
            return embedded.isRefused()
                    && embedded.message().contains("reserved keyword: ")
                    && WORDS.matcher(embedded.message()
                                    .substring(embedded.message().lastIndexOf(' ')))
                            .find();
        }
    };

    /** Whether it is why the outcomes differ. */
    abstract boolean explains(ExpressionCase test, Outcome embedded, Outcome local);
}
