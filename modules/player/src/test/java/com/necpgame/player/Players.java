package com.necpgame.player;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.runtime.event.EventEnvelope;
import com.necpgame.platform.testkit.ApiAnswer;
import com.necpgame.platform.testkit.ApiClient;
import com.necpgame.platform.testkit.ApiRequest;
import com.necpgame.platform.testkit.FaultyDynamo;
import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.server.Running;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The module on a server, over a store that can be made to fail. */
final class Players implements AutoCloseable {
    final FaultyDynamo faults;
    final Running server;
    private final TemporaryDynamo store = TemporaryDynamo.open();

    Players() {
        this.faults = FaultyDynamo.over(store.client(), Seed.ofRun().random("faults"));
        this.server = Running.over(faults.client(), Map.of());
    }

    /** Puts JSON, given as a text or as maps and lists, in place of the version that If-Match names. */
    static ApiAnswer put(ApiClient caller, String path, String ifMatch, Object body) {
        return caller.send(request(path, body).header("If-Match", ifMatch));
    }

    /** Puts JSON without an If-Match header. */
    static ApiAnswer put(ApiClient caller, String path, Object body) {
        return caller.send(request(path, body));
    }

    private static ApiRequest request(String path, Object body) {
        var request = ApiRequest.of("PUT", path);
        return body instanceof String text ? request.jsonText(text) : request.json(body);
    }

    /** What the module has told others about this player. */
    List<EventEnvelope> told(String playerId) {
        var outbox = server.bean(Dynamo.class).items(EventEnvelope.class, ProfileTable.NAME);
        var told = new ArrayList<EventEnvelope>();
        for (var shard : List.of("00", "01", "02", "03")) {
            told.addAll(outbox.query(shard).list());
        }
        return told.stream()
                .filter(event -> event.aggregateId().equals(playerId))
                .toList();
    }

    @Override
    public void close() {
        server.close();
        faults.close();
        store.close();
    }
}
