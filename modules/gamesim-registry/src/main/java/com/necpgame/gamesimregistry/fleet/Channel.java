package com.necpgame.gamesimregistry.fleet;

import com.necpgame.platform.data.ItemKey;
import com.necpgame.platform.runtime.version.ETag;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Version;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which builds new sessions go to, and how many of a hundred to each.
 *
 * @param weights by build, which add up to {@value #WEIGHTS}; none where all builds will do
 * @param version 0 of one that nobody has set
 */
@MappedEntity(FleetTable.NAME)
@ItemKey(partition = "CHANNELS", sort = "{name}")
record Channel(
        String name, Map<String, Integer> weights, @Version long version) {
    /** The channel of sessions that name none. */
    static final String DEFAULT = "default";

    static final int WEIGHTS = 100;

    /** Which has not been set yet. */
    static Channel unset(String name) {
        return new Channel(name, Map.of(), 0);
    }

    /** A number below 100 that the allocation id alone decides, so that a retried request finds the build it found before. */
    private int draw(String allocationId) {
        try {
            var hash = MessageDigest.getInstance("SHA-256")
                    .digest((name + '/' + allocationId).getBytes(StandardCharsets.UTF_8));
            return Math.floorMod(ByteBuffer.wrap(hash).getLong(), WEIGHTS);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** The build that is drawn by weight, then the others, which take what finds no slot on it. */
    List<String> order(String allocationId) {
        var draw = draw(allocationId);
        var order = new ArrayList<String>();
        var others = new ArrayList<String>();
        for (var each : new TreeMap<>(weights).entrySet()) {
            (draw >= 0 && draw < each.getValue() ? order : others).add(each.getKey());
            draw -= each.getValue();
        }
        others.stream().filter(build -> weights.getOrDefault(build, 0) > 0).forEach(order::add);
        return order;
    }

    Channel with(Map<String, Integer> fresh) {
        return new Channel(name, fresh, version);
    }

    /** This, as it is stored once it has replaced this version. */
    Channel stored() {
        return new Channel(name, weights, version + 1);
    }

    ETag tag() {
        return new ETag(version);
    }
}
