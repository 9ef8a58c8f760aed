package com.necpgame.gamesimregistry.fleet;

import static com.necpgame.gamesimregistry.fleet.Yard.GAMESIMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.testkit.ApiAnswer;
import com.necpgame.platform.testkit.ApiRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChannelHttpTest {
    private static final Yard YARD = new Yard();

    @AfterAll
    static void close() {
        YARD.close();
    }

    private static ApiAnswer get(String channel) {
        return YARD.server.asOperator().get(GAMESIMS + "/channels/" + channel);
    }

    private static ApiAnswer put(String channel, String ifMatch, Object... buildsAndWeights) {
        var builds = IntStream.range(0, buildsAndWeights.length / 2)
                .mapToObj(i -> Map.of("build", buildsAndWeights[2 * i], "weight", buildsAndWeights[2 * i + 1]))
                .toList();
        var request = ApiRequest.of("PUT", GAMESIMS + "/channels/" + channel).json(Map.of("builds", builds));
        return YARD.server.asOperator().send(ifMatch.isEmpty() ? request : request.header("If-Match", ifMatch));
    }

    @Test
    void aChannelIsSetAndReplacedAtItsVersion() {
        var unset = get("beta").isOk();
        assertThat(unset.json("/builds")).isEmpty();
        assertThat(unset.header("ETag")).isEqualTo("\"0\"");

        var set = put("beta", "\"0\"", "2.0", 10, "1.0", 90).isOk();

        assertThat(set.header("ETag")).isEqualTo("\"1\"");
        assertThat(set.string("/builds/0/build")).isEqualTo("1.0");
        assertThat(set.number("/builds/0/weight")).isEqualTo(90);
        assertThat(get("beta").isOk().text()).isEqualTo(set.text());
        put("beta", "\"0\"", "2.0", 100).isRefused(412, "platform/version-outdated");
        assertThat(put("beta", "\"1\"", "2.0", 100).isOk().header("ETag")).isEqualTo("\"2\"");
        assertThat(get("beta").isOk().header("ETag")).isEqualTo("\"2\"");
        put("beta", "", "2.0", 100).isRefused(428, "platform/version-missing");
        assertThat(put("beta", "*").isOk().json("/builds")).isEmpty();
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of(new Object[] {"1.0", 99}, "/builds"),
                Arguments.of(new Object[] {"1.0", 100, "2.0", 1}, "/builds"),
                Arguments.of(new Object[] {"1.0", -1, "2.0", 101}, "/builds/0/weight"),
                Arguments.of(new Object[] {"1.0", 50, "1.0", 50}, "/builds/1/build"),
                Arguments.of(new Object[] {"", 100}, "/builds/0/build"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aChannelThatBreaksARuleIsRefused(Object[] builds, String pointer) {
        var refused = put("bad", "*", builds).isRefused(400, "gamesim-registry/bad-channel");

        assertThat(refused.string("/errors/0/pointer")).isEqualTo(pointer);
        assertThat(get("bad").isOk().header("ETag")).isEqualTo("\"0\"");
    }

    @Test
    void aChannelHasAName() {
        get("no%20name").isRefused(400, "gamesim-registry/bad-channel");
    }

    @Test
    void moreBuildsThanAChannelTakesAreRefused() {
        var builds = IntStream.range(0, 21)
                .boxed()
                .flatMap(i -> Stream.of((Object) ("b" + i), 1))
                .toArray();

        put("many", "*", builds).is(400);
        assertThat(get("many").isOk().json("/builds")).isEmpty();
    }

    @Test
    void aSessionGoesToABuildOfItsChannel() {
        YARD.ready("region", "ch", "build", "1.0");
        var canary = YARD.ready("region", "ch", "build", "2.0");
        put("canary", "*", "2.0", 100).isOk();

        var wish = new Wish("a", "ch", Map.of(), Strategy.PACKED, List.of(), "canary", null);

        assertThat(YARD.placement().choose(wish)).isEqualTo(YARD.row(canary.simId()));
    }
}
