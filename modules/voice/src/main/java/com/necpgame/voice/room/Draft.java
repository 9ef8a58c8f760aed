package com.necpgame.voice.room;

import com.necpgame.platform.data.Write;
import com.necpgame.platform.runtime.transaction.Replanning;
import com.necpgame.voice.room.News.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A change of one room, while it is planned: what it was seen as, what is written, and who is told. */
final class Draft {
    private final RoomState seen;
    private final RoomTable table;
    private final Map<String, Member> members;
    private final List<Write> first = new ArrayList<>();
    private final List<Write> writes = new ArrayList<>();
    private final List<News> news = new ArrayList<>();
    private Room room;

    Draft(RoomState seen, RoomTable table) {
        this.seen = seen;
        this.table = table;
        this.room = seen.room();
        this.members = new LinkedHashMap<>(seen.members());
    }

    RoomState seen() {
        return seen;
    }

    List<News> news() {
        return news;
    }

    void enter(Member member) {
        members.put(member.connectionId(), member);
        writes.add(table.put(member));
        writes.add(table.put(Joined.of(member)));
        news.add(new News(Kind.JOINED, member));
    }

    void exit(Member member) {
        members.remove(member.connectionId());
        writes.add(table.delete(member));
        writes.add(table.delete(Joined.of(member)));
        news.add(new News(Kind.LEFT, member));
    }

    void alter(Member member) {
        alterUntold(member);
        news.add(new News(Kind.CHANGED, member));
    }

    void alterUntold(Member member) {
        members.put(member.connectionId(), member);
        writes.add(table.put(member));
    }

    /** Gives a place to another connection. Those who know the member by the same number need not hear of it. */
    void handOver(Member from, Member to) {
        enter(to);
        exit(from);
        if (from.ssrc() == to.ssrc()) {
            news.removeLast();
            news.removeLast();
        }
    }

    void close() {
        room = room.closed();
        writes.add(table.listHidden(room));
    }

    void write(Write write) {
        writes.add(write);
    }

    /** A write whose refusal goes before that of all others. */
    void writeFirst(Write write) {
        first.add(write);
    }

    boolean isEmpty() {
        return first.isEmpty() && writes.isEmpty();
    }

    /** The lines of the transaction: the room's row is replaced at the version that was seen. */
    List<Write> lines(Instant now) {
        var lines = new ArrayList<>(first);
        lines.add(table.replace(room.counting(members.size(), now)).otherwise(Replanning.Changed::new));
        lines.addAll(writes);
        return lines;
    }

    /** What the room is once the lines are committed. */
    RoomState after(Instant now) {
        return new RoomState(room.counting(members.size(), now).committed(), members);
    }
}
