package com.necpgame.platform.embedded.item;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** What the service would refuse, as the SDK throws it. */
public final class Rejections {
    private static final int BAD_REQUEST = 400;

    private Rejections() {}

    /** The code {@code ValidationException}, for which the SDK has no class of its own. */
    public static DynamoDbException validation(String message) {
        return (DynamoDbException) DynamoDbException.builder()
                .message(message)
                .statusCode(BAD_REQUEST)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("ValidationException")
                        .errorMessage(message)
                        .serviceName("DynamoDb")
                        .build())
                .build();
    }
}
