package com.necpgame.inventory;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.contracts.ItemQuantity;
import com.necpgame.inventory.CatalogItem.Category;
import com.necpgame.inventory.CatalogItem.Stacking;
import com.necpgame.inventory.GrantPlan.Fill;
import com.necpgame.inventory.GrantPlan.Fresh;
import com.necpgame.inventory.GrantPlan.Room;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GrantPlanTest {
    /** Item {@code relic} is unknown. */
    private static final Map<String, CatalogItem> CATALOG = Map.of(
            "rifle", new CatalogItem("rifle", "Rifle", Category.WEAPON, Stacking.UNIQUE, null, null),
            "cell", new CatalogItem("cell", "Cell", Category.AMMUNITION, Stacking.STACKABLE, 10, null),
            "plate", new CatalogItem("plate", "Plate", Category.MATERIAL, Stacking.STACKABLE, 3, null));

    private static final List<String> ITEMS = List.of("rifle", "cell", "plate", "relic");

    @Example
    void fillsStacksOldestFirstThenTakesSlotsThenMails() {
        var bag = List.of(stack("a", "cell", 4), stack("b", "plate", 1), stack("c", "cell", 9));

        var plan = plan(List.of(new ItemQuantity("cell", 30)), new Room(bag, 2, 50));

        assertThat(plan.fills())
                .extracting(fill -> fill.stack().id() + " " + fill.quantity())
                .containsExactly("a 6", "c 1");
        assertThat(plan.fresh()).containsExactly(new Fresh("cell", 10, false), new Fresh("cell", 10, false));
        assertThat(plan.stored()).containsExactly(new ItemQuantity("cell", 27));
        assertThat(plan.mailed()).containsExactly(new ItemQuantity("cell", 3));
    }

    @Example
    void addsUpLinesOfOneItem() {
        var plan = plan(List.of(new ItemQuantity("cell", 4), new ItemQuantity("cell", 5)), new Room(List.of(), 9, 50));

        assertThat(plan.fresh()).containsExactly(new Fresh("cell", 9, false));
        assertThat(plan.stored()).containsExactly(new ItemQuantity("cell", 9));
    }

    @Property
    void nothingIsLostOrDoubled(@ForAll("grants") List<ItemQuantity> granted, @ForAll("rooms") Room room) {
        var plan = plan(granted, room);

        var places = new TreeMap<String, Long>();
        plan.fills().forEach(fill -> places.merge(fill.stack().item(), fill.quantity(), Long::sum));
        plan.fresh().forEach(fresh -> places.merge(fresh.item(), fresh.quantity(), Long::sum));
        assertThat(places).isEqualTo(sums(plan.stored()));
        var all = new ArrayList<>(plan.stored());
        all.addAll(plan.mailed());
        assertThat(sums(all)).isEqualTo(sums(granted));
        assertThat(plan.stored()).extracting(ItemQuantity::item).doesNotHaveDuplicates();
        assertThat(plan.mailed()).extracting(ItemQuantity::item).doesNotHaveDuplicates();
    }

    @Property
    void limitsHold(@ForAll("grants") List<ItemQuantity> granted, @ForAll("rooms") Room room) {
        var plan = plan(granted, room);

        assertThat(plan.fresh().size()).isLessThanOrEqualTo((int) Math.max(0, room.freeSlots()));
        assertThat(plan.fills().size() + plan.fresh().size()).isLessThanOrEqualTo(Math.max(0, room.placesMax()));
        assertThat(plan.fills()).extracting(fill -> fill.stack().id()).doesNotHaveDuplicates();
        assertThat(plan.fills()).allSatisfy(fill -> {
            assertThat(fill.quantity()).isPositive();
            assertThat(fill.stack().unique()).isFalse();
            assertThat(fill.stackMax()).isEqualTo(perSlot(fill.stack().item()));
            assertThat(fill.stack().quantity() + fill.quantity()).isLessThanOrEqualTo(fill.stackMax());
        });
        assertThat(plan.fresh()).allSatisfy(fresh -> {
            assertThat(fresh.quantity()).isBetween(1L, perSlot(fresh.item()));
            assertThat(fresh.unique()).isEqualTo(fresh.item().equals("rifle"));
        });
    }

    /** Mail is the last resort: what is mailed is unknown, or every slot is taken and every stack full, or places ran out. */
    @Property
    void whatFitsIsNotMailed(@ForAll("grants") List<ItemQuantity> granted, @ForAll("rooms") Room room) {
        var plan = plan(granted, room);
        var spent = plan.fills().size() + plan.fresh().size() >= room.placesMax();

        assertThat(plan.mailed())
                .allSatisfy(mailed -> assertThat(!CATALOG.containsKey(mailed.item())
                                || spent
                                || plan.fresh().size() >= room.freeSlots() && roomLeft(mailed.item(), room, plan) == 0)
                        .isTrue());
    }

    private static long roomLeft(String item, Room room, GrantPlan plan) {
        var before = room.stacks().stream()
                .filter(stack -> !stack.unique() && stack.item().equals(item) && !item.equals("rifle"))
                .mapToLong(stack -> Math.max(0, perSlot(item) - stack.quantity()))
                .sum();
        var filled = plan.fills().stream()
                .filter(fill -> fill.stack().item().equals(item))
                .mapToLong(Fill::quantity)
                .sum();
        return before - filled;
    }

    @Provide
    Arbitrary<List<ItemQuantity>> grants() {
        return Combinators.combine(Arbitraries.of(ITEMS), Arbitraries.longs().between(1, 60))
                .as(ItemQuantity::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    /** Also of bags with more than they may hold by now, in slots and on stacks. */
    @Provide
    Arbitrary<Room> rooms() {
        var stacks = Combinators.combine(
                        Arbitraries.of(ITEMS),
                        Arbitraries.longs().between(1, 12),
                        Arbitraries.integers().between(0, 1000000))
                .as((item, quantity, id) -> stack("itm_" + id, item, item.equals("rifle") ? 1 : quantity))
                .list()
                .ofMaxSize(8)
                .uniqueElements(BagItem::id);
        return Combinators.combine(
                        stacks,
                        Arbitraries.longs().between(-3, 12),
                        Arbitraries.integers().between(-1, 12))
                .as(Room::new);
    }

    private static GrantPlan plan(List<ItemQuantity> granted, Room room) {
        return GrantPlan.of(granted, room, item -> Optional.ofNullable(CATALOG.get(item)));
    }

    private static BagItem stack(String id, String item, long quantity) {
        return new BagItem("plr_ada", id, item, quantity, item.equals("rifle"), Instant.EPOCH);
    }

    private static long perSlot(String item) {
        return Optional.ofNullable(CATALOG.get(item)).orElseThrow().perSlot();
    }

    private static Map<String, Long> sums(List<ItemQuantity> quantities) {
        return new TreeMap<>(
                quantities.stream().collect(groupingBy(ItemQuantity::item, summingLong(ItemQuantity::quantity))));
    }
}
