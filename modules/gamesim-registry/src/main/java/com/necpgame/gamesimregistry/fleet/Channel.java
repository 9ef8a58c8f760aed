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
 * @param weights percent by build, of which none is below 1, that add up to {@value #WEIGHTS}
 */
@MappedEntity(FleetTable.NAME)
@ItemKey(partition = "CHANNELS", sort = "{name}")
record Channel(String name, Map<String, Integer> weights, @Version long version) {
    /** The channel of sessions that name none. */
    static final String DEFAULT = "default";

    static final int WEIGHTS = 100;

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
        order.addAll(others);
        return order;
    }

    ETag tag() {
        return new ETag(version);
    }
}
