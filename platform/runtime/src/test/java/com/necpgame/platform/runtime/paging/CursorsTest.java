package com.necpgame.platform.runtime.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.PageOf;
import com.necpgame.platform.runtime.Running;
import com.necpgame.platform.runtime.counting.Counter;
import com.necpgame.platform.runtime.counting.Counters;
import com.necpgame.platform.runtime.problem.Refusal;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CursorsTest {
    private Running app;
    private String cursor;

    @BeforeAll
    void start() {
        app = new Running(Map.of());
        var rows = app.bean(Dynamo.class).items(Counter.class);
        for (int i = 0; i < 5; i++) {
            rows.write(rows.put(new Counter("many", "side" + i, i)));
        }
        var page = rows.query("many").limit(2).page();
        cursor = Objects.requireNonNull(scope("list", "ada").seal(page.next()));
    }

    @AfterAll
    void stop() {
        app.close();
    }

    @Test
    void aCursorGoesOnWhereThePageEnded() {
        var page = scope("list", "ada").page(2, cursor);

        var next = app.bean(Dynamo.class)
                .items(Counter.class)
                .query("many")
                .limit(page.limit())
                .from(page.from())
                .list();

        assertThat(next).extracting(Counter::side).containsExactly("side2", "side3");
    }

    @Test
    void aCursorOutlivesARestart() {
        app.restart();

        assertThat(scope("list", "ada").page(2, cursor).from()).isNotNull();
    }

    @Test
    void aCursorOfAnotherListOrCallerIsRefused() {
        assertRefused("list", "bob", cursor);
        assertRefused("other list", "ada", cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "%%%", "not base64!", "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void aForgedCursorIsRefused(String forged) {
        assertRefused("list", "ada", forged);
        assertRefused("list", "ada", cursor + "A");
        assertRefused("list", "ada", "A".repeat(Cursors.LENGTH_MAX + 1));
    }

    @Test
    void withoutACursorAListBeginsAtItsHead() {
        assertThat(scope("list", "ada").page(7, null)).isEqualTo(new PageOf(7, null));
        assertThat(scope("list", "ada").seal(null)).isNull();
    }

    private void assertRefused(String list, String caller, String forged) {
        assertThatThrownBy(() -> scope(list, caller).page(2, forged))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("cursor");
    }

    private Cursors.Scope scope(String list, String caller) {
        return app.bean(Cursors.class).scope(Counters.class, list, caller);
    }
}
