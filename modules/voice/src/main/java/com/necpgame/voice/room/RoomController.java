package com.necpgame.voice.room;

import static com.necpgame.platform.runtime.caller.Caller.Role.GAME_SERVER;
import static com.necpgame.platform.runtime.caller.Caller.Role.OPERATOR;
import static com.necpgame.platform.runtime.caller.Caller.Role.PLAYER;
import static com.necpgame.platform.runtime.caller.Caller.Role.STRANGER;
import static com.necpgame.platform.runtime.problem.PlatformProblem.INVALID;
import static com.necpgame.platform.runtime.problem.PlatformProblem.NOT_ALLOWED;
import static com.necpgame.voice.VoiceProblem.NOT_A_MEMBER;

import com.necpgame.platform.runtime.Ids;
import com.necpgame.platform.runtime.caller.Caller;
import com.necpgame.platform.runtime.paging.Cursors;
import com.necpgame.platform.runtime.paging.Listing;
import com.necpgame.platform.runtime.transaction.Idempotency;
import com.necpgame.voice.live.Cast.RoomType;
import com.necpgame.voice.live.Positions;
import com.necpgame.voice.live.Positions.Point;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** The rooms themselves. */
@Tag(name = "voice")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Controller("/v1/voice/rooms")
class RoomController {
    private final Rooms rooms;
    private final RoomTable table;
    private final RoomConfig config;
    private final Positions positions;
    private final Cursors cursors;
    private final Ids ids;

    RoomController(Rooms rooms, RoomTable table, RoomConfig config, Positions positions, Cursors cursors, Ids ids) {
        this.rooms = rooms;
        this.table = table;
        this.config = config;
        this.positions = positions;
        this.cursors = cursors;
        this.ids = ids;
    }

    /** Rooms that the caller may join without a token, and those that the caller is in. */
    @Get
    Listing<RoomWords.View> rooms(
            Caller caller,
            @QueryValue(defaultValue = Listing.LIMIT_DEFAULT) @Min(1) @Max(Listing.LIMIT_MAX) int limit,
            @QueryValue @Nullable String cursor) {
        var scope = cursors.scope(RoomController.class, "rooms", caller.subject());
        var own = table.roomsOf(caller.player().value());
        var page = table.listed(own, scope.page(limit, cursor));
        var found = table.rooms(page.items().stream().map(Listed::id).toList());
        return new Listing<>(
                found.stream()
                        .filter(room -> !room.closing())
                        .map(RoomWords.View::of)
                        .toList(),
                scope.seal(page.next()));
    }

    /** Makes a room. Players make parties and whispers, under an id of ours, and moderate them. */
    @Post
    @Status(HttpStatus.CREATED)
    RoomWords.View make(Caller caller, Idempotency once, @Body @Valid RoomWords.Making wanted) {
        refuseStranger(caller);
        var policy = wanted.policy(config);
        var isPlayer = caller.role() == PLAYER;
        if (isPlayer && policy.type() != RoomType.PARTY && policy.type() != RoomType.WHISPER) {
            throw NOT_ALLOWED.refuse("players make parties and whispers");
        }
        if (isPlayer && wanted.id() != null) {
            throw NOT_ALLOWED.refuse("only operators and game servers choose the id of a room");
        }
        var owner = isPlayer ? caller.player().value() : null;
        var id = wanted.id() == null ? ids.next("room") : wanted.id();
        var name = wanted.name() == null ? "" : wanted.name();
        return once.attempt(() -> rooms.make(once, id, name, policy, owner, RoomWords.View::of));
    }

    /** One room. */
    @Get("/{id}")
    RoomWords.View room(Caller caller, @Size(max = RoomTable.ID_LENGTH_MAX) String id) {
        refuseStranger(caller);
        var room = rooms.get(id);
        if (caller.role() == PLAYER) {
            var player = caller.player().value();
            if (!room.isOwner(player) && !table.roomsOf(player).contains(id)) {
                throw NOT_A_MEMBER.refuse();
            }
        }
        return RoomWords.View.of(room);
    }

    /** Deletes a room and puts all out who are in it. */
    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @Size(max = RoomTable.ID_LENGTH_MAX) String id) {
        refuseStranger(caller);
        var room = rooms.get(id);
        if (caller.role() == PLAYER && !room.isOwner(caller.player().value())) {
            throw NOT_ALLOWED.refuse("only who made a room deletes it");
        }
        rooms.delete(id);
    }

    /** Where players stand in a proximity room, in place of all that was known. */
    @Put("/{id}/positions")
    @Status(HttpStatus.NO_CONTENT)
    void place(Caller caller, @Size(max = RoomTable.ID_LENGTH_MAX) String id, @Body @Valid RoomWords.Placing placing) {
        caller.require(GAME_SERVER);
        if (rooms.get(id).policy().type() != RoomType.PROXIMITY) {
            throw INVALID.refuse("only a proximity room has positions");
        }
        var points = new HashMap<String, Point>();
        placing.positions().forEach(each -> points.put(each.playerId().value(), each.point()));
        positions.place(id, points);
    }

    private static void refuseStranger(Caller caller) {
        if (caller.role() == STRANGER) {
            caller.require(OPERATOR);
        }
    }
}
