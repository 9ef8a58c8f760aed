package com.necpgame.bite.direct;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Reaches for the store past any table. */
record Direct(DynamoDbClient client) {}
