package com.necpgame.voice.room;

import com.necpgame.voice.live.Cast;
import com.necpgame.voice.live.Frames;
import com.necpgame.voice.live.Positions;
import com.necpgame.voice.live.Stage;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Live talk that only looks on. */
@Primary
@Singleton
@Requires(property = Hall.SWITCH)
final class Spotlight implements Stage, Positions, Frames {
    final Map<String, Map<String, Point>> placed = new ConcurrentHashMap<>();

    /** Casts that came with a lower version than one before. */
    final List<Cast> late = new CopyOnWriteArrayList<>();

    private final Map<String, Cast> casts = new ConcurrentHashMap<>();

    @Override
    public void show(Cast cast) {
        casts.merge(cast.room(), cast, (known, shown) -> {
            if (shown.version() < known.version()) {
                late.add(shown);
                return known;
            }
            return shown;
        });
    }

    @Override
    public void strike(String room) {
        casts.remove(room);
    }

    @Override
    public void place(String room, Map<String, Point> byPlayer) {
        placed.put(room, Map.copyOf(byPlayer));
    }

    @Override
    public void accept(String connectionId, byte[] frame) {
        throw new AssertionError("nobody sends frames here");
    }

    Cast cast(String room) {
        return Objects.requireNonNull(casts.get(room), room);
    }

    Map<String, Cast> casts() {
        return Map.copyOf(casts);
    }

    List<String> seated(String room) {
        var cast = casts.get(room);
        return cast == null
                ? List.of()
                : cast.seats().stream().map(Cast.Seat::connectionId).sorted().toList();
    }

    Cast.@Nullable Seat seat(String room, String connectionId) {
        var cast = casts.get(room);
        return cast == null
                ? null
                : cast.seats().stream()
                        .filter(each -> each.connectionId().equals(connectionId))
                        .findAny()
                        .orElse(null);
    }
}
