package com.necpgame.platform.data;

import com.amazonaws.services.dynamodbv2.local.embedded.DynamoDBEmbedded;
import com.amazonaws.services.dynamodbv2.local.shared.access.AmazonDynamoDBLocal;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** DynamoDB Local in this process, in memory. */
final class LocalStore implements AutoCloseable {
    private final AmazonDynamoDBLocal local = DynamoDBEmbedded.create(true);
    final DynamoDbClient client = local.dynamoDbClient();

    LocalStore table(String name) {
        client.createTable(t -> t.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(s("pk"), s("sk"))
                .keySchema(k("pk", KeyType.HASH), k("sk", KeyType.RANGE)));
        return this;
    }

    private static AttributeDefinition s(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement k(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    @Override
    public void close() {
        local.shutdown();
    }
}
