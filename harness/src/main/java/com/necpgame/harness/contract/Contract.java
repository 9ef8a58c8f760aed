package com.necpgame.harness.contract;

import com.necpgame.harness.server.Operator;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The script. Wants a server that nobody has played on: its lists hold what the script makes, and nothing else.
 *
 * @param base where the server listens
 * @param seed decides amounts, texts and the walk
 * @param operator a client that may grant and burn
 * @param gamesim a client of game servers
 * @param apiKey opens the voice socket
 */
public record Contract(URI base, long seed, Operator operator, Operator gamesim, String apiKey) {
    /** Routes that find something only after a fault or a recording, which no script can bring about: they refuse, and no more. */
    private static final List<String> WANT_A_MISHAP = List.of(
            "/dead-letters/{listener}/{id}", "/v1/voice/reports/{id}", "/v1/voice/recordings/{author}/{timestamp}");

    /** Plays it all. A chapter that cannot go on is a fault, and the next is played. */
    public ContractReport play() {
        try (var stage = new Stage(base);
                HttpClient http = HttpClient.newHttpClient()) {
            var broken = new ArrayList<String>();
            Cast cast = cast(stage);
            var random = new SplittableRandom(seed);
            chapters(stage, cast, http, random).forEach(chapter -> play(stage, chapter, broken));
            var faults = new ArrayList<>(stage.faults());
            faults.addAll(broken);
            stage.unplayed().stream()
                    .filter(operation -> WANT_A_MISHAP.stream().noneMatch(operation::contains))
                    .forEach(operation -> faults.add("never answered well: " + operation));
            return new ContractReport(stage.requests(), stage.transcript().text(), faults);
        }
    }

    private Cast cast(Stage stage) {
        var identity = new Identity(stage, Long.toString(seed));
        var cast = new Cast(
                identity.guest("anna"),
                identity.guest("bert"),
                identity.guest("cleo"),
                identity.client("the operator", operator),
                identity.client("a game server", gamesim),
                apiKey);
        identity.play(operator);
        return cast;
    }

    private static List<Runnable> chapters(Stage stage, Cast cast, HttpClient http, SplittableRandom random) {
        var purse = new Purse(stage, cast, random);
        var registry = new Registry(stage, cast, random);
        var sockets = new Sockets(stage, cast, http);
        return List.of(
                () -> new Doors(stage, cast).play(),
                () -> new Forms(stage, cast).play(),
                purse::profiles,
                purse::money,
                purse::bag,
                registry::channels,
                registry::fleet,
                registry::sessions,
                registry::privacy,
                () -> new Rooms(stage, cast).play(),
                sockets::door,
                sockets::talk,
                () -> new Operations(stage, cast).play());
    }

    private static void play(Stage stage, Runnable chapter, List<String> broken) {
        try {
            chapter.run();
        } catch (RuntimeException e) {
            broken.add(stage.title("broken off: ") + e);
        }
    }
}
