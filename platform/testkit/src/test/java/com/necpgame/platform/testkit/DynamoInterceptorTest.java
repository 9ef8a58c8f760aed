package com.necpgame.platform.testkit;

import static com.necpgame.platform.testkit.Items.item;
import static com.necpgame.platform.testkit.Items.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.platform.testkit.DynamoInterceptor.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

class DynamoInterceptorTest {
    private final LocalDynamo store = LocalDynamo.inMemory();
    private final List<String> seen = new ArrayList<>();
    private final DynamoDbClient client = DynamoInterceptor.around(store.client(), this::note);

    @BeforeEach
    void createTable() {
        Items.createTable(store.client());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void seesEachSpellingOfACallOnce() {
        client.putItem(PutItemRequest.builder()
                .tableName(Items.TABLE)
                .item(item("a", "1", 1))
                .build());
        client.putItem(put -> put.tableName(Items.TABLE).item(item("a", "2", 2)));
        client.listTables();
        client.describeTable(describe -> describe.tableName(Items.TABLE));
        assertThat(seen).containsExactly("PutItem", "PutItem", "ListTables", "DescribeTable");
    }

    @Test
    void seesEachPageOfAPaginator() {
        for (int i = 0; i < 3; i++) {
            var thing = item("a", "" + i, i);
            store.client().putItem(put -> put.tableName(Items.TABLE).item(thing));
        }
        var pages = client.queryPaginator(query -> query.tableName(Items.TABLE)
                .limit(2)
                .keyConditionExpression("pk = :a")
                .expressionAttributeValues(Map.of(":a", AttributeValue.fromS("a"))));

        assertThat(pages.items()).hasSize(3);
        assertThat(seen).containsExactly("Query", "Query");
    }

    @Test
    void waitersAskThroughIt() {
        client.waiter().waitUntilTableExists(describe -> describe.tableName(Items.TABLE));
        assertThat(seen).containsExactly("DescribeTable");
    }

    @Test
    void refusalsOfTheStoreComeAsTheyAre() {
        assertThatThrownBy(() -> client.getItem(get -> get.tableName("none").key(key("a", "b"))))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> client.putItem(put ->
                        put.tableName(Items.TABLE).item(item("a", "b", 1)).conditionExpression("attribute_exists(pk)")))
                .isInstanceOf(ConditionalCheckFailedException.class);
    }

    @Test
    void closingTheClientLeavesTheStoreOpen() {
        client.close();
        store.client().close();
        assertThat(client.listTables().tableNames()).containsExactly(Items.TABLE);
    }

    @Test
    void isAnObjectLikeAnother() {
        assertThat(Set.of(client, store.client())).contains(client).hasSize(2);
        assertThat(client.serviceName()).isEqualTo("dynamodb");
        assertThat(client.toString()).isNotBlank();
    }

    private DynamoDbResponse note(Call call) {
        seen.add(call.operation());
        return call.proceed();
    }
}
