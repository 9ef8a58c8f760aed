package com.necpgame.platform.embedded.expression;

import com.necpgame.platform.embedded.item.Values;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * What came of a request.
 *
 * @param item the item afterwards, in the form that the embedded engine keeps; for queries the items by sort key
 * @param returned the attributes in the answer
 * @param message for people; not compared
 */
record Outcome(Status status, Map<String, AttributeValue> item, Map<String, AttributeValue> returned, String message) {
    enum Status {
        DONE,
        CONDITION_FAILED,
        REFUSED,
        CRASHED
    }

    static Outcome of(Supplier<Outcome> request) {
        try {
            return request.get();
        } catch (ConditionalCheckFailedException failed) {
            return failed(Status.CONDITION_FAILED, "");
        } catch (DynamoDbException refused) {
            var details = refused.awsErrorDetails();
            return details.errorCode().equals("ValidationException")
                    ? failed(Status.REFUSED, details.errorMessage())
                    : failed(Status.CRASHED, refused.toString());
        } catch (RuntimeException | StackOverflowError crashed) {
            return failed(Status.CRASHED, crashed.toString());
        }
    }

    static Outcome done(Map<String, AttributeValue> item, Map<String, AttributeValue> returned) {
        return new Outcome(Status.DONE, Values.admit(item), Values.admit(returned), "");
    }

    static Outcome failed(Status status, String message) {
        return new Outcome(status, Map.of(), Map.of(), message);
    }

    boolean isSame(Outcome other) {
        return status == other.status && equal(item, other.item) && equal(returned, other.returned);
    }

    boolean isRefused() {
        return status == Status.REFUSED;
    }

    static boolean equal(Map<String, AttributeValue> left, Map<String, AttributeValue> right) {
        return Values.equal(AttributeValue.fromM(left), AttributeValue.fromM(right));
    }

    @Override
    public String toString() {
        return status + " " + message + " item " + new TreeMap<>(item) + " returned " + new TreeMap<>(returned);
    }
}
