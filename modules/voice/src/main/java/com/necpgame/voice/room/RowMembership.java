package com.necpgame.voice.room;

import static com.necpgame.voice.VoiceProblem.MAY_NOT_TALK;
import static com.necpgame.voice.VoiceProblem.NOT_A_MEMBER;

import com.necpgame.voice.Visits;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads nothing but rows, since the process that asks may hold none of the connections. */
@Singleton
final class RowMembership implements Membership {
    private final RoomTable table;
    private final Attendance attendance;

    /** Later, as the features need rooms themselves. */
    private final BeanProvider<Visits> features;

    RowMembership(RoomTable table, Attendance attendance, BeanProvider<Visits> features) {
        this.table = table;
        this.attendance = attendance;
        this.features = features;
    }

    @Override
    public void requireTalk(String connectionId, String room) {
        var member = table.member(room, connectionId);
        if (member == null) {
            throw NOT_A_MEMBER.refuse();
        }
        if (!member.mayTalk()) {
            throw MAY_NOT_TALK.refuse();
        }
    }

    @Override
    public String roomMeant(String connectionId) {
        var attendee = table.attendee(connectionId);
        var rooms = attendee == null ? List.<String>of() : table.rooms(attendee);
        return rooms.size() == 1 ? rooms.getFirst() : LOBBY;
    }

    @Override
    public List<String> hearers(String room, String connectionId) {
        var members = table.members(room);
        var speaker = members.stream()
                .filter(each -> each.connectionId().equals(connectionId))
                .findAny();
        if (speaker.isEmpty()) {
            return List.of();
        }
        if (speaker.get().echo()) {
            return List.of(connectionId);
        }
        var deaf = deafTo(speaker.get().playerId(), members);
        return members.stream()
                .filter(each -> !each.connectionId().equals(connectionId))
                .filter(each -> !each.absent() && !each.deafened() && !deaf.contains(each.playerId()))
                .map(Member::connectionId)
                .toList();
    }

    /** The players who do not hear this one, for either's wish. */
    private Set<String> deafTo(String speaker, List<Member> members) {
        var others = members.stream()
                .map(Member::playerId)
                .filter(each -> !each.equals(speaker))
                .collect(Collectors.toSet());
        var deaf = new HashSet<String>();
        table.ignored(speaker).stream()
                .filter(Ignored::blocked)
                .map(Ignored::otherId)
                .forEach(deaf::add);
        table.wishes(others, speaker).forEach(wish -> deaf.add(wish.playerId()));
        return deaf;
    }

    @Override
    public void gone(String connectionId) {
        features.stream().forEach(feature -> feature.closed(connectionId));
        attendance.inTurn(connectionId, attendance::end);
    }
}
