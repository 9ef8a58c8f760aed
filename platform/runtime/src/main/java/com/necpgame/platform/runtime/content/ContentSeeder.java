package com.necpgame.platform.runtime.content;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.Write;
import com.necpgame.platform.runtime.GameModules;
import com.necpgame.platform.runtime.transaction.Transactions;
import io.micronaut.context.env.Environment;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Brings the content of a folder into the tables of the modules that own it.
 *
 * <p>All of it or, when the lint objects, none. A new version of a kind is written beside the old one and becomes current
 * in one conditional write, so that readers see the old version or the new one, wherever a seeding dies and however many
 * run at once. Of two seedings with different content the later one wins. Content that is current already costs one
 * read per kind. Old versions stay, for players whose quest or offer began with them.
 */
@Singleton
public final class ContentSeeder {
    /** Far below the 4 MB that one transaction may hold, keys and names included. */
    private static final int TRANSACTION_CHARS_MAX = 1_000_000;

    /** How often the pointer may be moved by another seeding while this one wants to; more is a quarrel of versions. */
    private static final int MOVES_MAX = 10;

    private final Dynamo dynamo;
    private final Consumer<List<Write>> transactions;
    private final Clock clock;
    private final ContentLint lint;
    private final Predicate<String> moduleIsOn;

    @Inject
    ContentSeeder(
            Dynamo dynamo, Transactions transactions, Clock clock, ContentConfig config, Environment environment) {
        this(
                dynamo,
                transactions::commit,
                clock,
                new ContentLint(ContentKinds.onClassPath(ContentSeeder.class.getClassLoader()), config.limits()),
                module -> GameModules.isOn(environment, module));
    }

    ContentSeeder(
            Dynamo dynamo,
            Consumer<List<Write>> transactions,
            Clock clock,
            ContentLint lint,
            Predicate<String> moduleIsOn) {
        this.dynamo = dynamo;
        this.transactions = transactions;
        this.clock = clock;
        this.lint = lint;
        this.moduleIsOn = moduleIsOn;
    }

    /**
     * Seeds every kind whose module is on, what others refer to first.
     *
     * @param folder on disk, or on the class path after {@value ContentLint#CLASS_PATH}
     * @throws ContentRefused if the lint objects to anything in the folder
     */
    public List<SeededKind> seed(String folder) {
        var report = lint.lint(folder, moduleIsOn);
        if (!report.isClean()) {
            throw new ContentRefused(report.errors());
        }
        return report.kinds().stream()
                .filter(kind -> moduleIsOn.test(kind.module()))
                .map(this::seed)
                .toList();
    }

    private SeededKind seed(KindContent content) {
        var table = new ContentTable(dynamo, content.module());
        var current = table.current(content.name());
        if (isCurrent(content, current)) {
            return seeded(content, false);
        }
        writeRows(table, content);
        for (int move = 1; !hasMoved(table, content, current); move++) {
            if (move == MOVES_MAX) {
                throw new IllegalStateException("other seedings keep changing the version of " + content.name());
            }
            current = table.current(content.name());
            if (isCurrent(content, current)) {
                return seeded(content, false);
            }
        }
        return seeded(content, true);
    }

    private static boolean isCurrent(KindContent content, Optional<ContentPointer> current) {
        return current.filter(pointer -> pointer.version().equals(content.version()))
                .isPresent();
    }

    private static SeededKind seeded(KindContent content, boolean changed) {
        return new SeededKind(
                content.name(),
                content.module(),
                content.version(),
                content.entries().size(),
                changed);
    }

    private void writeRows(ContentTable table, KindContent content) {
        var writes = new ArrayList<Write>();
        var chars = 0;
        for (var entry : content.entries()) {
            if (writes.size() == Transactions.WRITES_MAX || chars + entry.json().length() > TRANSACTION_CHARS_MAX) {
                transactions.accept(List.copyOf(writes));
                writes.clear();
                chars = 0;
            }
            writes.add(table.put(new ContentRow(content.name(), content.version(), entry.id(), entry.json())));
            chars += entry.json().length();
        }
        if (!writes.isEmpty()) {
            transactions.accept(List.copyOf(writes));
        }
    }

    /** Whether the version is current now, and not because somebody else has moved the pointer in between. */
    private boolean hasMoved(ContentTable table, KindContent content, Optional<ContentPointer> from) {
        var seededAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var to = new ContentPointer(
                content.name(), content.version(), content.entries().size(), seededAt);
        try {
            transactions.accept(List.of(table.move(from, to).otherwise(Overtaken::new)));
            return true;
        } catch (Overtaken e) {
            return false;
        }
    }

    private static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1;

        Overtaken() {
            super("another seeding has moved the pointer", null, false, false);
        }
    }
}
