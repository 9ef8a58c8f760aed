package com.necpgame.platform.embedded.storage;

import static com.necpgame.platform.embedded.storage.Storages.at;
import static com.necpgame.platform.embedded.storage.Storages.b;
import static com.necpgame.platform.embedded.storage.Storages.entries;
import static com.necpgame.platform.embedded.storage.Storages.put;
import static com.necpgame.platform.embedded.storage.Storages.read;
import static com.necpgame.platform.embedded.storage.Storages.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.platform.embedded.storage.StorageException.Kind;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {
    @TempDir
    Path folder;

    @Test
    void aBatchIsAppliedTogetherAndSurvivesARestart() {
        try (Storage storage = Storage.open(at(folder))) {
            write(storage, "gone", "1");
            Batch batch = new Batch();
            batch.put(b("a"), b("1"));
            batch.put(b("b"), b("2"));
            batch.delete(b("gone"));
            storage.awaitDurable(storage.apply(batch));
            assertThat(entries(storage.range(b(""), b(""), false))).containsExactly("a=1", "b=2");
        }
        try (Storage storage = Storage.open(at(folder))) {
            assertThat(entries(storage.range(b(""), b(""), false))).containsExactly("a=1", "b=2");
            assertThat(read(storage, "gone")).isNull();
        }
    }

    @Test
    void rangesAgreeWithASortedMap() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        TreeMap<byte[], byte[]> expected = new TreeMap<>(Arrays::compareUnsigned);
        try (Storage storage = Storage.open(at(folder))) {
            for (int i = 0; i < 300; i++) {
                Batch batch = new Batch();
                byte[] key = bytes(random, 1);
                byte[] value = bytes(random, 0);
                if (random.nextInt(4) == 0) {
                    batch.delete(key);
                    expected.remove(key);
                } else {
                    batch.put(key, value);
                    expected.put(key, value);
                }
                storage.apply(batch);
            }
            for (int i = 0; i < 300; i++) {
                byte[] x = bytes(random, 1);
                byte[] y = bytes(random, 1);
                boolean inOrder = Arrays.compareUnsigned(x, y) <= 0;
                byte[] from = inOrder ? x : y;
                byte[] to = inOrder ? y : x;
                boolean descending = random.nextBoolean();
                var part = expected.subMap(from, true, to, false);
                try (Storage.View view = storage.view();
                        Storage.Cursor cursor = view.range(from, to, descending)) {
                    for (var entry : (descending ? part.descendingMap() : part).entrySet()) {
                        assertThat(cursor.next()).isTrue();
                        assertThat(cursor.key()).isEqualTo(entry.getKey());
                        assertThat(cursor.value()).isEqualTo(entry.getValue());
                        assertThat(view.get(entry.getKey())).isEqualTo(entry.getValue());
                    }
                    assertThat(cursor.next()).isFalse();
                    assertThat(cursor.next()).isFalse();
                }
            }
        }
    }

    /** Of few letters, the lowest and the highest among them, so that keys meet and are prefixes of each other. */
    private static byte[] bytes(Random random, int atLeast) {
        byte[] bytes = new byte[atLeast + random.nextInt(4)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = new byte[] {0, 1, 'a', (byte) 0xFF}[random.nextInt(4)];
        }
        return bytes;
    }

    @Test
    void aViewStaysAtItsMoment() {
        try (Storage storage = Storage.open(at(folder))) {
            write(storage, "a", "1");
            try (Storage.View view = storage.view()) {
                write(storage, "a", "2");
                write(storage, "b", "2");
                assertThat(view.get(b("a"))).isEqualTo(b("1"));
                assertThat(entries(view.range(b("a"), b("z"), true))).containsExactly("a=1");
            }
            assertThat(entries(storage.range(b("a"), b("z"), true))).containsExactly("b=2", "a=2");
        }
    }

    @Test
    void whatIsClosedSaysSo() {
        Storage storage = Storage.open(at(folder));
        write(storage, "a", "1");
        Storage.View closedView = storage.view();
        closedView.close();
        closedView.close();
        assertThatThrownBy(() -> closedView.get(b("a"))).isInstanceOf(IllegalStateException.class);
        Storage.View view = storage.view();
        Storage.Cursor cursor = view.range(b("a"), b("z"), false);
        assertThatThrownBy(cursor::key).isInstanceOf(IllegalStateException.class);
        Storage.Cursor alone = storage.range(b("a"), b("z"), false);
        assertThat(alone.next()).isTrue();

        assertThat(storage.openReaders()).isEqualTo(3);
        storage.close();
        storage.close();
        assertThat(storage.openReaders()).isZero();

        assertThat(alone.value()).isEqualTo(b("1"));
        assertIsClosed(alone::next);
        assertIsClosed(cursor::next);
        assertIsClosed(() -> view.get(b("a")));
        assertIsClosed(() -> view.range(b("a"), b("z"), false));
        assertIsClosed(storage::view);
        assertIsClosed(() -> storage.get(b("a")));
        assertIsClosed(() -> storage.apply(put("a", "2")));
        assertIsClosed(() -> storage.apply(new Batch()));
        assertIsClosed(() -> storage.awaitDurable(1));
        assertIsClosed(() -> storage.awaitReadable(b("a")));
        assertIsClosed(storage::session);
        cursor.close();
        view.close();
        alone.close();
    }

    private static void assertIsClosed(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED));
    }
}
