package com.necpgame.platform.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.platform.embedded.TemporaryDynamo;
import io.micronaut.data.annotation.MappedEntity;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

class TablesTest {
    private final TemporaryDynamo local = TemporaryDynamo.open();
    private final Dynamo dynamo = new Dynamo(local.client(), LocalStore.CONFIG, DynamoMeter.NONE);

    @AfterEach
    void close() {
        local.close();
    }

    private List<String> indexes(String table) {
        return local
                .client()
                .describeTable(request -> request.tableName(table))
                .table()
                .globalSecondaryIndexes()
                .stream()
                .map(GlobalSecondaryIndexDescription::indexName)
                .sorted()
                .toList();
    }

    @Test
    void entitiesAskForTheirTables() {
        assertThat(dynamo.tables())
                .containsExactly(
                        new TableDefinition(
                                "economy",
                                "t-economy",
                                List.of("gsi1", "notes"),
                                List.of(Entry.class, Note.class, Wallet.class)),
                        new TableDefinition(
                                "elsewhere",
                                "t-elsewhere",
                                List.of("gsi1", "notes"),
                                List.of(
                                        Note.class,
                                        ScanTest.Closed.class,
                                        IndexShadow.class,
                                        Neighbour.class,
                                        Shadow.class)),
                        new TableDefinition(
                                "everything",
                                "t-everything",
                                List.of("gsi1", "gsi2", "notes"),
                                List.of(Everything.class, Note.class)),
                        new TableDefinition(
                                "journals",
                                "t-journals",
                                List.of("gsi1", "notes"),
                                List.of(Journal.class, Note.class)));
    }

    @Test
    void makesOnlyWhatIsWantedAndTwiceIsOnce() {
        dynamo.createTables(table -> table.equals("economy"));
        dynamo.createTables(table -> table.equals("economy"));

        assertThat(local.client().listTables().tableNames()).containsExactly("t-economy");
        assertThat(indexes("t-economy")).containsExactly("gsi1", "notes");
        var table = local.client()
                .describeTable(request -> request.tableName("t-economy"))
                .table();
        assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
        var expiry = local.client()
                .describeTimeToLive(request -> request.tableName("t-economy"))
                .timeToLiveDescription();
        assertThat(expiry.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
        assertThat(expiry.attributeName()).isEqualTo("exp");
    }

    @Test
    void addsTheIndexesThatAreMissing() {
        new Tables(local.client(), "t-").create(new TableDefinition("economy", "t-economy", List.of(), List.of()));
        assertThat(indexes("t-economy")).isEmpty();

        dynamo.createTables(table -> table.equals("economy"));

        assertThat(indexes("t-economy")).containsExactly("gsi1", "notes");
    }

    @MappedEntity("elsewhere")
    @ItemKey(partition = "WALLET#{ownerId}", sort = "CUR#EUR#{day}")
    record Shadow(String ownerId, String day) {}

    @MappedEntity("elsewhere")
    @ItemKey(partition = "WALLET#{ownerId}", sort = "CUR")
    record Neighbour(String ownerId) {}

    @MappedEntity("elsewhere")
    @ItemKey(partition = "OTHER#{hour}", sort = "X")
    @IndexKey(index = "gsi1", partition = "EXP#{hour}", sort = "SHOP#{hour}")
    record IndexShadow(String hour) {}

    /** A query for wallets begins with CUR#, and so do the shadow's keys. */
    @Test
    void keysOfOneTableMustNotOverlap() {
        assertThatThrownBy(() -> overlap(Wallet.class, Shadow.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                        "WALLET#{ownerId} / CUR#{currency} of Wallet and WALLET#{ownerId} / CUR#EUR#{day} of Shadow overlap");
        assertThatThrownBy(() -> overlap(Shadow.class, Wallet.class)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> overlap(Wallet.class, IndexShadow.class)).hasMessageContaining("index gsi1");
        assertThatCode(() -> overlap(Wallet.class, Neighbour.class)).doesNotThrowAnyException();
        assertThatCode(() -> overlap(Wallet.class, Entry.class)).doesNotThrowAnyException();
    }

    private static void overlap(Class<?> a, Class<?> b) {
        KeyOverlap.refuse("economy", List.of(ItemShape.of(a), ItemShape.of(b)));
    }
}
