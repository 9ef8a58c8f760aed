package com.necpgame.platform.embedded;

import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * What a call came to.
 *
 * @param outcome done, or the code of the refusal
 * @param content everything of the answer but messages
 * @param pages of a query or scan, how many were looked at and where it went on
 * @param message for people; not compared
 */
record Answer(String outcome, String content, List<String> pages, String message) {
    static final String DONE = "done";
    static final String INVALID = "ValidationException";
    static final String CANCELLED = "TransactionCanceledException";

    static Answer done(Object content) {
        return new Answer(DONE, content.toString(), List.of(), "");
    }

    static Answer of(Supplier<Answer> call) {
        try {
            return call.get();
        } catch (TransactionCanceledException e) {
            var reasons = e.cancellationReasons().stream().map(Answer::text).toList();
            return new Answer(CANCELLED, reasons.toString(), List.of(), String.valueOf(e.getMessage()));
        } catch (ConditionalCheckFailedException e) {
            return new Answer(
                    "ConditionalCheckFailedException",
                    e.hasItem() ? Canonical.of(e.item()) : "-",
                    List.of(),
                    String.valueOf(e.getMessage()));
        } catch (DynamoDbException e) {
            return new Answer(e.awsErrorDetails().errorCode(), "", List.of(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return new Answer("broken " + e.getClass().getSimpleName(), "", List.of(), String.valueOf(e));
        }
    }

    private static String text(CancellationReason reason) {
        return reason.code() + (reason.hasItem() ? Canonical.of(reason.item()) : "");
    }

    boolean isSame(Answer other) {
        return outcome.equals(other.outcome) && content.equals(other.content) && pages.equals(other.pages);
    }

    @Override
    public String toString() {
        return outcome + " " + content + (pages.isEmpty() ? "" : " pages " + pages) + " " + message;
    }
}
