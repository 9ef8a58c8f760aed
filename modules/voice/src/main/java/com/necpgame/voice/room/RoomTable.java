package com.necpgame.voice.room;

import static com.necpgame.platform.data.Conditions.absent;
import static com.necpgame.platform.data.Conditions.all;
import static com.necpgame.platform.data.Conditions.any;
import static com.necpgame.platform.data.Conditions.attributeAbsent;
import static com.necpgame.platform.data.Conditions.eq;
import static com.necpgame.platform.data.Conditions.exists;
import static com.necpgame.platform.data.Conditions.in;
import static com.necpgame.platform.data.Conditions.lessThan;

import com.necpgame.platform.data.Conditions;
import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.ItemPage;
import com.necpgame.platform.data.Items;
import com.necpgame.platform.data.PageOf;
import com.necpgame.platform.data.Write;
import com.necpgame.voice.live.Cast.RoomType;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rooms' part of voice's one table.
 *
 * <pre>
 *  item       pk                   sk                              attributes
 *  room       ROOM#{id}            ROOM                            name, policy, ownerId, memberCount, version, ...
 *  member     ROOM#{room}          MEMBER#{connectionId}           playerId, ssrc, role, gagged, muted, absent, ...
 *  standing   ROOM#{room}          STANDING#{playerId}             role, gagged, bannedUntil, consents
 *  listed     ROOMS                {id}                            open
 *  audit      AUDIT#{room}         {id}                            by, playerId, deed, reason, until, at
 *  attendee   ATTENDEE#{shard}     {connectionId}                  playerId, node, ssrc, greeted, muted, lostAt, ...
 *  joined     PLAYER#{playerId}    JOINED#{connectionId}#{room}
 *  ignored    PLAYER#{playerId}    IGNORED#{otherId}               blocked, muted, at
 *  tally      PLAYER#{playerId}    TALLY                           blocks, mutes, rooms
 *
 *  question                                        answered by
 *  what is this room, and who is in it?            GetItem  ROOM#{id} / ROOM; Query ROOM#{id}, MEMBER#
 *  is this connection in the room?                 GetItem  ROOM#{room} / MEMBER#{connectionId}
 *  is this player banned, gagged, a moderator?     GetItem  ROOM#{room} / STANDING#{playerId}
 *  which rooms are there?                          Query    ROOMS, then BatchGetItem of the rooms
 *  what have moderators done?                      Query    AUDIT#{room}, newest first
 *  which rooms is a connection, a player in?       Query    PLAYER#{playerId}, JOINED#{connectionId}#
 *  which connections are lost?                     Query    ATTENDEE#{shard}, for each shard
 *  whom does a player ignore?                      Query    PLAYER#{playerId}, IGNORED#
 *  who of the members ignores a player?            BatchGetItem  PLAYER#{memberId} / IGNORED#{playerId}
 * </pre>
 *
 * <p>Whoever changes a room, its members or their standing replaces the room's row at the version that they saw, in the
 * same transaction: so {@code memberCount} is the number of member rows, and nobody comes in past a ban.
 */
@Singleton
final class RoomTable {
    static final String NAME = "voice";

    static final int SHARDS = 16;
    static final int ID_LENGTH_MAX = 64;

    private final Items<Room> rooms;
    private final Items<Member> members;
    private final Items<Standing> standings;
    private final Items<Listed> listed;
    private final Items<AuditEntry> audits;
    private final Items<Attendee> attendees;
    private final Items<Joined> joined;
    private final Items<Ignored> ignored;
    private final Items<Tally> tallies;

    RoomTable(Dynamo dynamo) {
        this.rooms = dynamo.items(Room.class);
        this.members = dynamo.items(Member.class);
        this.standings = dynamo.items(Standing.class);
        this.listed = dynamo.items(Listed.class);
        this.audits = dynamo.items(AuditEntry.class);
        this.attendees = dynamo.items(Attendee.class);
        this.joined = dynamo.items(Joined.class);
        this.ignored = dynamo.items(Ignored.class);
        this.tallies = dynamo.items(Tally.class);
    }

    static String shard(String connectionId) {
        return String.format("%02d", Math.floorMod(connectionId.hashCode(), SHARDS));
    }

    static List<String> shards() {
        return IntStream.range(0, SHARDS)
                .mapToObj(i -> String.format("%02d", i))
                .toList();
    }

    @Nullable
    Room room(String id) {
        return rooms.get(id);
    }

    List<Room> rooms(Collection<String> ids) {
        return rooms.getAll(ids.stream().map(rooms::key).toList());
    }

    ItemPage<Listed> listed(PageOf page) {
        return listed.query().limit(page.limit()).from(page.from()).page();
    }

    /** Rooms that need no token, and the first {@value Conditions#IN_VALUES_MAX} of these. */
    ItemPage<Listed> listed(Collection<String> too, PageOf page) {
        var open = eq("open", true);
        var ids = too.stream().limit(Conditions.IN_VALUES_MAX).toArray();
        return listed.query()
                .filter(ids.length == 0 ? open : any(open, in("id", ids)))
                .limit(page.limit())
                .from(page.from())
                .page();
    }

    List<Member> members(String room) {
        return members.query(room).limit(RoomConfig.MEMBERS_MAX).list();
    }

    @Nullable
    Member member(String room, String connectionId) {
        return members.get(room, connectionId);
    }

    Standing standing(String room, String playerId) {
        var found = standings.get(room, playerId);
        return found == null ? Standing.none(room, playerId) : found;
    }

    List<Standing> someStandings(String room, int limit) {
        return standings.query(room).limit(limit).list();
    }

    ItemPage<AuditEntry> audit(String room, PageOf page) {
        return audits.query(room)
                .descending()
                .limit(page.limit())
                .from(page.from())
                .page();
    }

    @Nullable
    Attendee attendee(String connectionId) {
        return attendees.get(shard(connectionId), connectionId);
    }

    List<Attendee> attendees(Collection<String> connectionIds) {
        return attendees.getAll(connectionIds.stream()
                .map(each -> attendees.key(shard(each), each))
                .toList());
    }

    ItemPage<Attendee> attendees(String shard, PageOf page) {
        return attendees.query(shard).limit(page.limit()).from(page.from()).page();
    }

    List<String> rooms(Attendee attendee) {
        return joined.query(attendee.playerId()).startingWith(attendee.connectionId()).list().stream()
                .map(Joined::room)
                .toList();
    }

    List<String> roomsOf(String playerId) {
        return joined.query(playerId).list().stream()
                .map(Joined::room)
                .distinct()
                .toList();
    }

    @Nullable
    Ignored ignored(String playerId, String otherId) {
        return ignored.get(playerId, otherId);
    }

    List<Ignored> ignored(String playerId) {
        return ignored.query(playerId).list();
    }

    ItemPage<Ignored> blocked(String playerId, PageOf page) {
        return ignored.query(playerId)
                .filter(eq("blocked", true))
                .limit(page.limit())
                .from(page.from())
                .page();
    }

    /** What these players wish about that one. */
    List<Ignored> wishes(Collection<String> playerIds, String otherId) {
        return ignored.getAll(
                playerIds.stream().map(each -> ignored.key(each, otherId)).toList());
    }

    Write insert(Room room) {
        return rooms.insert(room);
    }

    /** Only at the version that the room was seen at. */
    Write replace(Room room) {
        return rooms.replace(room);
    }

    Write delete(Room seen) {
        return rooms.delete(seen.id()).when(eq("version", seen.version()));
    }

    /** The lobby is for those who are in it: nobody joins it by choice. */
    Write list(Room room) {
        var isOpen =
                room.policy().join() == RoomPolicy.Join.OPEN && room.policy().type() != RoomType.LOBBY;
        return listed.put(new Listed(room.id(), isOpen));
    }

    /** Until its row is gone, a room that is deleted can be found. */
    Write listHidden(Room room) {
        return listed.put(new Listed(room.id(), false));
    }

    Write unlist(Room room) {
        return listed.delete(room.id());
    }

    Write put(Member member) {
        return members.put(member);
    }

    Write put(Joined row) {
        return joined.put(row);
    }

    Write delete(Member member) {
        return members.delete(member.room(), member.connectionId());
    }

    Write delete(Joined row) {
        return joined.delete(row.playerId(), row.connectionId(), row.room());
    }

    Write put(Standing standing) {
        return standings.put(standing);
    }

    Write delete(Standing standing) {
        return standings.delete(standing.room(), standing.playerId());
    }

    Write record(AuditEntry entry) {
        return audits.insert(entry);
    }

    Write insert(Attendee attendee) {
        return attendees.insert(attendee);
    }

    /** Only while it is there. */
    Write replace(Attendee attendee) {
        return attendees.replace(attendee);
    }

    /** For one only: any other who comes is refused. */
    Write claim(Attendee lost, String by) {
        return attendees
                .update(lost.shard(), lost.connectionId())
                .set("resumedBy", by)
                .when(exists(), any(attributeAbsent("resumedBy"), eq("resumedBy", by)));
    }

    Write delete(Attendee attendee) {
        return attendees.delete(attendee.shard(), attendee.connectionId());
    }

    /** What is wished of another, unless that has changed since it was seen. */
    Write wish(@Nullable Ignored seen, Ignored wish) {
        var unchanged = seen == null ? absent() : all(eq("blocked", seen.blocked()), eq("muted", seen.muted()));
        return wish.blocked() || wish.muted()
                ? ignored.put(wish).when(unchanged)
                : ignored.delete(wish.playerId(), wish.otherId()).when(unchanged);
    }

    /** One more, of {@code blocks}, {@code mutes} or {@code rooms}, below the bound. */
    Write more(String playerId, String what, long max) {
        return tallies.update(playerId).add(what, 1).when(any(attributeAbsent(what), lessThan(what, max)));
    }

    Write less(String playerId, String what) {
        return tallies.update(playerId).add(what, -1);
    }
}
