package com.necpgame.platform.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.platform.runtime.object.Objects.Listed;
import com.necpgame.platform.runtime.object.Objects.ObjectInfo;
import com.necpgame.platform.runtime.object.Objects.StoredObject;
import com.necpgame.platform.testkit.Concurrently;
import com.necpgame.platform.testkit.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of objects does. */
abstract class ObjectsContract {
    static final ObjectInfo PCM = new ObjectInfo("audio/pcm", Map.of("author", "plr_a", "timestamp", "2026-11-20"));

    abstract Objects objects();

    @Test
    void whatIsPutIsThereWithWhatIsSaidOfIt() {
        objects().put(key("audio/plr_a/1.pcm"), bytes(7), PCM);

        var found = stored("audio/plr_a/1.pcm");
        assertThat(found.bytes()).isEqualTo(bytes(7));
        assertThat(found.info()).isEqualTo(PCM);
        assertThat(objects().get(key("audio/plr_a/2.pcm"))).isNull();
    }

    @Test
    void anEmptyObjectAndALargeOneAreObjects() {
        objects().put(key("empty"), new byte[0], PCM);
        objects().put(key("large"), new byte[3_000_000], PCM);

        assertThat(stored("empty").bytes()).isEmpty();
        assertThat(stored("large").bytes()).hasSize(3_000_000);
    }

    @Test
    void aSecondPutReplacesTheFirst() {
        objects().put(key("k"), bytes(7), PCM);
        objects().put(key("k"), bytes(3), new ObjectInfo("text/plain", Map.of()));

        assertThat(stored("k").bytes()).isEqualTo(bytes(3));
        assertThat(stored("k").info()).isEqualTo(new ObjectInfo("text/plain", Map.of()));
        assertThat(keys("")).containsExactly("k");
    }

    @Test
    void aKeyAndKeysBelowItLiveSideBySide() {
        objects().put(key("a"), bytes(1), PCM);
        objects().put(key("a/b"), bytes(2), PCM);
        objects().put(key("a/b/c"), bytes(3), PCM);

        assertThat(keys("a")).containsExactly("a", "a/b", "a/b/c");
        objects().delete(key("a/b"));
        assertThat(keys("")).containsExactly("a", "a/b/c");
    }

    /** Keys with characters on either side of the slash, in random order: pages of any size are the sorted keys. */
    @Test
    void pagesAreTheKeysInTheirOrder() {
        var random = Seed.ofRun().random("pages");
        var parts = List.of("a", "a-b", "a.b", "a0", "a:b", "b", "A", "a_", "a+b", "a=b");
        var all = new TreeMap<String, Integer>();
        for (int i = 0; i < 60; i++) {
            var key = IntStream.rangeClosed(0, random.nextInt(3))
                    .mapToObj(n -> parts.get(random.nextInt(parts.size())))
                    .reduce((one, other) -> one + "/" + other)
                    .orElseThrow();
            all.put(key, random.nextInt(50));
        }
        all.forEach((key, size) -> objects().put(key(key), bytes(size), PCM));

        for (var prefix : List.of("", "a", "a/", "a-", "a/a", "nothing")) {
            var expected =
                    all.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
            for (int limit : List.of(1, 2, 7, 1000)) {
                var listed = paged(prefix, limit);
                assertThat(listed.stream().map(found -> found.key().value()))
                        .as("%s, prefix '%s', limit %s", Seed.ofRun(), prefix, limit)
                        .isEqualTo(expected);
                listed.forEach(found -> assertThat(found.size())
                        .isEqualTo(all.getOrDefault(found.key().value(), -1).longValue()));
            }
        }
    }

    @Test
    void aPrefixIsDeletedAndNothingElse() {
        for (int i = 0; i < 25; i++) {
            objects().put(key("audio/plr_a/" + i), bytes(i), PCM);
        }
        objects().put(key("audio/plr_ab/1"), bytes(1), PCM);

        assertThat(objects().deleteAll("audio/plr_a/")).isEqualTo(25);
        assertThat(keys("")).containsExactly("audio/plr_ab/1");
        assertThat(objects().deleteAll("audio/plr_a/")).isZero();
    }

    @Test
    void whatIsNotThereStaysGone() {
        objects().delete(key("never/was"));

        assertThat(keys("")).isEmpty();
    }

    @Test
    void whatS3WouldRefuseIsRefused() {
        var hidden = new ObjectInfo("audio/pcm", Map.of("name", "a\nb"));
        assertThatThrownBy(() -> objects().put(key("k"), bytes(1), hidden))
                .isInstanceOf(IllegalArgumentException.class);
        var long2k = new ObjectInfo("audio/pcm", Map.of("name", "x".repeat(2048)));
        assertThatThrownBy(() -> objects().put(key("k"), bytes(1), long2k))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> objects().put(key("k"), new byte[Objects.BYTES_MAX + 1], PCM))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> objects().list("", null, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> objects().list("", null, 1001)).isInstanceOf(IllegalArgumentException.class);
        assertThat(keys("")).isEmpty();
    }

    /** Eight threads put, get and delete a few keys: whoever gets an object gets a whole one, with its own metadata. */
    @Test
    void nobodySeesHalfAnObject() {
        var tasks = new ArrayList<Integer>();
        IntStream.range(0, 400).forEach(tasks::add);
        Concurrently.on(8, tasks, n -> {
                    var key = key("race/" + n % 3 + "/x");
                    switch (n % 5) {
                        case 0 -> objects().delete(key);
                        case 1, 2 -> {
                            var found = objects().get(key);
                            if (found != null) {
                                assertThat(found.bytes())
                                        .isEqualTo(bytes(Integer.parseInt(
                                                found.info().metadata().getOrDefault("size", "-1"))));
                            }
                        }
                        default ->
                            objects()
                                    .put(
                                            key,
                                            bytes(n),
                                            new ObjectInfo("audio/pcm", Map.of("size", Integer.toString(n))));
                    }
                    return n;
                })
                .values();
    }

    StoredObject stored(String key) {
        return java.util.Objects.requireNonNull(objects().get(key(key)), key);
    }

    List<String> keys(String prefix) {
        return objects().list(prefix, null, Objects.PAGE_MAX).stream()
                .map(found -> found.key().value())
                .toList();
    }

    private List<Listed> paged(String prefix, int limit) {
        var all = new ArrayList<Listed>();
        for (var page = objects().list(prefix, null, limit);
                !page.isEmpty();
                page = objects().list(prefix, page.getLast().key(), limit)) {
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page);
        }
        return all;
    }

    static ObjectKey key(String value) {
        return new ObjectKey(value);
    }

    static byte[] bytes(int n) {
        var bytes = new byte[n];
        for (int i = 0; i < n; i++) {
            bytes[i] = (byte) (n + i);
        }
        return bytes;
    }
}
