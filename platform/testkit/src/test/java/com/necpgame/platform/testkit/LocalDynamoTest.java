package com.necpgame.platform.testkit;

import static com.necpgame.platform.testkit.Items.item;
import static com.necpgame.platform.testkit.Items.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalDynamoTest {
    @TempDir
    Path folder;

    @Test
    void storesNothingSharedBetweenInstances() {
        try (var one = LocalDynamo.inMemory();
                var two = LocalDynamo.inMemory()) {
            Items.createTable(one.client());
            one.client().putItem(put -> put.tableName(Items.TABLE).item(item("a", "b", 1)));

            assertThat(one.client().listTables().tableNames()).containsExactly(Items.TABLE);
            assertThat(two.client().listTables().tableNames()).isEmpty();
        }
    }

    @Test
    void aFileSurvivesTheStore() {
        var file = folder.resolve("not/there/yet/store.db");
        try (var first = LocalDynamo.inFile(file)) {
            Items.createTable(first.client());
            first.client().putItem(put -> put.tableName(Items.TABLE).item(item("a", "b", 7)));
        }
        try (var second = LocalDynamo.inFile(file)) {
            var found =
                    second.client().getItem(get -> get.tableName(Items.TABLE).key(key("a", "b")));
            assertThat(found.item()).isEqualTo(item("a", "b", 7));
        }
    }

    @Test
    void aFolderIsRefusedInsteadOfHanging() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LocalDynamo.inFile(folder))
                .withMessageContaining("folder");
    }
}
