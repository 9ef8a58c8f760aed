package com.necpgame.platform.embedded.door;

import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** DynamoDB's errors on the wire. Clients go by the name behind {@code #}. */
final class Errors {
    private static final String MODELLED = "com.amazonaws.dynamodb.v20120810#";
    private static final String VALIDATION = "com.amazon.coral.validate#";
    private static final String GENERAL = "com.amazon.coral.service#";

    private Errors() {}

    static Answer of(Refused refused) {
        return new Answer(refused.status(), PojoWriter.error(GENERAL + refused.type(), refused.words(), null));
    }

    static Answer of(DynamoDbException e) {
        var name = name(e);
        return new Answer(status(e), PojoWriter.error(space(e, name) + name, message(e), e));
    }

    /** Whatever else was thrown: its text stays in the log. */
    static Answer internal(String requestId) {
        return new Answer(
                500,
                PojoWriter.error(
                        MODELLED + "InternalServerError",
                        "The store failed. Its log has the reason, with the request id " + requestId,
                        null));
    }

    private static int status(DynamoDbException e) {
        return e.statusCode() >= 400 && e.statusCode() <= 599 ? e.statusCode() : 400;
    }

    private static String name(DynamoDbException e) {
        var details = e.awsErrorDetails();
        if (details != null && details.errorCode() != null) {
            return details.errorCode();
        }
        var type = e.getClass().getSimpleName();
        return switch (type) {
            // The two whose class has another name than their code.
            case "InternalServerErrorException", "RequestLimitExceededException" ->
                type.substring(0, type.length() - "Exception".length());
            case "DynamoDbException" -> "ValidationException";
            default -> type;
        };
    }

    private static String space(DynamoDbException e, String name) {
        if (e.getClass() != DynamoDbException.class) {
            return MODELLED;
        }
        return name.equals("ValidationException") ? VALIDATION : GENERAL;
    }

    /** The SDK's own text of an error with details has the request id and more behind it. */
    private static String message(DynamoDbException e) {
        var details = e.awsErrorDetails();
        var message = details == null ? null : details.errorMessage();
        return String.valueOf(message == null ? e.getMessage() : message);
    }
}
