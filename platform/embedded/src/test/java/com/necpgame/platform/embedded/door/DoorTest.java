package com.necpgame.platform.embedded.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.platform.embedded.door.Stores.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** The AWS SDK's own client cannot tell a store behind a door from the store itself. */
class DoorTest {
    static List<Named<Supplier<Store>>> stores() {
        return List.of(Named.of("embedded", Stores::empty), Named.of("DynamoDB Local", Stores::local));
    }

    @ParameterizedTest
    @MethodSource("stores")
    void everyCallEndsThroughTheDoorAsItDoesWithout(Supplier<Store> made) {
        try (var store = made.get();
                var same = made.get();
                var door = Door.open(same.client(), DoorOptions.onLoopback(0));
                var client = Stores.through(door)) {
            var direct = new LinkedHashMap<String, Outcome>();
            var through = new LinkedHashMap<String, Outcome>();
            Calls.story().forEach((name, call) -> {
                direct.put(name, Outcome.of(call, store.client()));
                through.put(name, Outcome.of(call, client));
            });

            assertThat(through).containsExactlyEntriesOf(direct);
            assertThat(String.valueOf(direct.get("getItem"))).contains("numbers");
            assertThat(direct.values()).filteredOn(o -> o.error() != null).hasSizeGreaterThan(8);
        }
    }

    @Test
    void anOperationThatTheStoreLacksIsUnknown() {
        var nothing = new DynamoDbClient() {
            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };
        try (var store = Stores.empty()) {
            for (var lacking : List.of(nothing, store.client())) {
                try (var door = Door.open(lacking, DoorOptions.onLoopback(0));
                        var client = Stores.through(door)) {
                    assertThatThrownBy(client::listBackups).satisfies(named("UnknownOperationException", 400));
                }
            }
        }
    }

    static Consumer<Throwable> named(String code, int status) {
        return thrown -> {
            assertThat(thrown).isInstanceOf(DynamoDbException.class);
            var error = (DynamoDbException) thrown;
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(error.statusCode()).isEqualTo(status);
        };
    }
}
