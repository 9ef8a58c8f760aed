package com.necpgame.voice.live;

import static com.necpgame.voice.live.Hall.seat;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.voice.live.Cast.Recording;
import com.necpgame.voice.live.Cast.RoomType;
import com.necpgame.voice.live.Cast.Seat;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ForwarderTest {
    private static final byte[] VOWEL = Sound.vowel(0, 320, -20);

    private final Hall hall = new Hall();

    @AfterEach
    void close() {
        hall.close();
    }

    private static Seat with(Seat seat, boolean mayTalk, boolean deafened, String... unheard) {
        return new Seat(
                seat.connectionId(),
                seat.playerId(),
                seat.ssrc(),
                seat.binary(),
                seat.opus(),
                mayTalk,
                seat.priority(),
                deafened,
                seat.consents(),
                Set.of(unheard));
    }

    private static Seat playing(String name, boolean binary, boolean opus) {
        return new Seat(name, "plr_" + name, Hall.ssrc(name), binary, opus, true, false, false, true, Set.of());
    }

    private static Seat echoing(String name) {
        return new Seat(name, "plr_" + name, Hall.ssrc(name), true, true, true, false, false, true, Set.of(), true);
    }

    @Test
    void everybodyElseInTheRoomHears() {
        hall.seats(seat("ada"), seat("bob"), seat("cyd"));

        hall.says("ada");

        assertThat(hall.heard.frames("bob")).hasSize(1);
        assertThat(hall.heard.frames("cyd")).hasSize(1);
        assertThat(hall.heard.frames("ada")).isEmpty();
        assertThat(hall.frames("heard", "none")).isEqualTo(1);
    }

    @Test
    void theServerSaysWhoTalks() {
        hall.seats(seat("ada"), seat("bob"));
        var frame = Sound.frame(Sound.PCM, Hall.ALIAS, 1, 0, VOWEL);
        frame[1] |= (byte) 0x80;
        frame[4] = 99;

        hall.live.accept("ada", frame);

        var heard = Frame.of(hall.heard.frames("bob").getFirst());
        assertThat(heard.bytes()[1])
                .as("PCM, voice, first of a spurt, no priority")
                .isEqualTo((byte) 0x51);
        assertThat(ByteBuffer.wrap(heard.bytes()).getInt(4)).isEqualTo(Integer.reverseBytes(Hall.ssrc("ada")));
        assertThat(heard.alias()).isEqualTo(Hall.ALIAS);
    }

    @Test
    void aSpurtBeginsAfterEachPause() {
        hall.seats(seat("ada"), seat("bob"));
        hall.says("ada");
        hall.says("ada");
        for (int i = 0; i < 11; i++) {
            hall.says("ada", -90);
        }
        hall.says("ada");

        assertThat(hall.heard.frames("bob"))
                .extracting(frame -> frame[1] & Frame.FIRST_OF_SPURT)
                .containsExactly(0x40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x40);
        assertThat(hall.frames("dropped", "silent")).isEqualTo(1);
    }

    @Test
    void everyRoomGetsAnArrayOfItsOwn() {
        hall.seats(seat("ada"), seat("bob"));
        hall.opens("cyd");
        hall.live.show(new Cast("team", 9, 1, RoomType.TEAM, Recording.OFF, List.of(seat("ada"), seat("cyd"))));

        hall.live.accept("ada", Sound.frame(Sound.PCM, Frame.EVERY_ROOM, 1, 0, VOWEL));

        var inParty = Frame.of(hall.heard.frames("bob").getFirst());
        var inTeam = Frame.of(hall.heard.frames("cyd").getFirst());
        assertThat(inParty.alias()).isEqualTo(Hall.ALIAS);
        assertThat(inTeam.alias()).isEqualTo(9);
    }

    @Test
    void blockedDeafenedAndMutedAreHeldApart() {
        hall.seats(
                seat("ada"),
                with(seat("bob"), true, false, "plr_ada"),
                with(seat("cyd"), true, true),
                with(seat("dan"), false, false),
                seat("eve"));

        hall.says("ada");
        hall.says("dan");

        assertThat(hall.heard.frames("bob"))
                .as("hears dan, or would, but not ada")
                .isEmpty();
        assertThat(hall.heard.frames("cyd")).isEmpty();
        assertThat(hall.heard.frames("eve")).as("ada, not dan").hasSize(1);
        assertThat(hall.heard.frames("dan")).as("ada").hasSize(1);
        assertThat(hall.frames("dropped", "may-not-talk")).isEqualTo(1);
        assertThat(hall.heard.texts("dan", "error")).singleElement().asString().contains("voice/may-not-talk");
    }

    @Test
    void theNextCastHoldsFromTheNextFrame() {
        hall.seats(seat("ada"), seat("bob"));
        hall.says("ada");
        assertThat(hall.heard.frames("bob")).hasSize(1);

        hall.seats(seat("ada"), seat("cyd"));
        hall.says("ada");

        assertThat(hall.heard.frames("bob")).isEmpty();
        assertThat(hall.heard.frames("cyd")).hasSize(1);
        hall.says("bob");
        assertThat(hall.heard.texts("bob", "error")).singleElement().asString().contains("voice/not-a-member");
    }

    @Test
    void anOlderCastIsIgnored() {
        var older = hall.cast(RoomType.PARTY, Recording.OFF, seat("ada"), seat("bob"));
        hall.seats(seat("ada"));
        hall.live.show(older);

        hall.says("ada");

        assertThat(hall.heard.frames("bob")).isEmpty();
        assertThat(hall.frames("dropped", "unheard")).isEqualTo(1);
    }

    @Test
    void aRoomThatIsGoneHasNobody() {
        hall.seats(seat("ada"), seat("bob"));
        hall.live.strike(Hall.ROOM);

        hall.says("ada");

        assertThat(hall.heard.frames("bob")).isEmpty();
        assertThat(hall.frames("dropped", "not-a-member")).isEqualTo(1);
    }

    @Test
    void whoIsNotThereIsNotHeard() {
        hall.live.accept("nobody", Sound.frame(Sound.PCM, Hall.ALIAS, 1, 0, VOWEL));
        assertThat(hall.frames("dropped", "unknown")).isEqualTo(1);

        hall.seats(seat("ada"), seat("bob"));
        hall.live.closed("ada");
        hall.says("ada");
        assertThat(hall.frames("dropped", "unknown")).isEqualTo(2);
        hall.seats(seat("ada"), seat("bob"));
        hall.says("ada");
        assertThat(hall.heard.frames("bob")).as("shown after its end").isEmpty();
    }

    @Test
    void framesBeforeAHelloAreRefused() {
        hall.seats(playing("ada", false, false), seat("bob"));

        hall.says("ada");

        assertThat(hall.heard.frames("bob")).isEmpty();
        assertThat(hall.frames("dropped", "not-binary")).isEqualTo(1);
        assertThat(hall.heard.texts("ada", "error")).singleElement().asString().contains("voice/frame-invalid");
    }

    @Test
    void aRefusalIsToldOnceASecondAndCode() {
        hall.seats(seat("ada"), seat("bob"));
        for (int i = 0; i < 100; i++) {
            hall.live.accept("ada", new byte[3]);
            hall.live.accept("ada", Sound.frame(Sound.PCM, Hall.ALIAS, 1, 0, new byte[1]));
            hall.passes(20);
        }

        assertThat(hall.heard.texts("ada", "error"))
                .hasSize(4)
                .filteredOn(text -> text.contains("voice/bad-size"))
                .hasSize(2);
        assertThat(hall.frames("dropped", "bad-size")).isEqualTo(100);
        assertThat(hall.frames("dropped", "frame-invalid")).isEqualTo(100);
    }

    @Test
    void whoTriesTheirMicrophoneHearsItAndNobodyElseDoes() {
        hall.live.show(hall.cast(RoomType.PARTY, Recording.ON));
        hall.seats(echoing("ada"), seat("bob"));

        hall.says("ada");

        assertThat(hall.heard.frames("ada")).hasSize(1);
        assertThat(hall.heard.frames("bob")).isEmpty();
        assertThat(hall.heard.texts("bob", "talking")).isEmpty();
        assertThat(hall.taped).isEmpty();
        assertThat(hall.frames("heard", "echoed")).isEqualTo(1);
    }

    @Test
    void opusGoesToWhoCanPlayIt() {
        hall.seats(seat("ada"), playing("bob", true, true), playing("cyd", true, false), playing("dan", false, true));
        hall.seats(
                seat("ada"),
                playing("bob", true, true),
                playing("cyd", true, false),
                playing("dan", false, true),
                playing("eve", false, false));
        var packet = Sound.opus(60, true);

        hall.saysOpus("ada", packet);
        hall.saysOpus("ada", packet);

        assertThat(hall.heard.frames("bob")).hasSize(2);
        assertThat(hall.heard.frames("cyd")).isEmpty();
        assertThat(hall.heard.texts("cyd", "error")).singleElement().asString().contains("voice/codec-unknown");
        assertThat(hall.heard.texts("dan", "audio"))
                .hasSize(2)
                .allSatisfy(text -> assertThat(audio(text)).isEqualTo(packet))
                .allSatisfy(text -> assertThat(text).contains("\"codec\":\"opus\""));
        assertThat(hall.heard.texts("eve", "audio")).isEmpty();

        hall.says("ada");
        assertThat(hall.heard.frames("cyd")).as("PCM").hasSize(1);
    }

    private static byte[] audio(String text) {
        return Base64.getDecoder().decode(member(text, "audio"));
    }

    private static String member(String text, String name) {
        var found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(text.substring(text.indexOf("data")));
        assertThat(found.find()).as("%s in %s", name, text).isTrue();
        return found.group(1);
    }

    @Test
    void jsonListenersGetTenthsOfASecond() {
        hall.seats(seat("ada"), playing("bob", false, false), playing("cyd", false, false));
        for (int i = 0; i < 12; i++) {
            hall.says("ada");
            hall.passes(20);
        }

        var texts = hall.heard.texts("bob", "audio");
        assertThat(texts).hasSize(2);
        assertThat(audio(texts.getFirst())).isEqualTo(Sound.vowel(320, 1600, -20));
        assertThat(audio(texts.getLast())).isEqualTo(Sound.vowel(1920, 1600, -20));
        assertThat(texts.getFirst())
                .contains(
                        "\"author\":\"plr_ada\"",
                        "\"status\":\"VALIDATED\"",
                        "\"codec\":\"pcm16\"",
                        "\"room\":\"party\"");
        hall.passes(60);
        hall.passes(60);
        assertThat(hall.heard.texts("bob", "audio"))
                .as("the rest, when no more comes")
                .hasSize(1);
        assertThat(hall.heard.texts("cyd", "audio")).hasSize(3);
    }

    @Test
    void timestampsRiseByMicrosecondsAlsoWhileTheClockStands() {
        hall.seats(seat("ada"), playing("bob", false, false));
        for (int i = 0; i < 40; i++) {
            hall.says("ada");
        }

        var stamps = hall.heard.texts("bob", "audio").stream()
                .map(text -> member(text, "timestamp"))
                .toList();
        assertThat(stamps).hasSize(8).isSorted().doesNotHaveDuplicates();
        assertThat(stamps.getFirst()).isEqualTo("2026-11-20T10:00:00.000000Z");
        assertThat(stamps.get(1)).isEqualTo("2026-11-20T10:00:00.000001Z");
    }

    @Test
    void whatWasGatheredBeforeAMuteIsNotHeard() {
        hall.seats(seat("ada"), playing("bob", false, false));
        hall.says("ada");
        hall.says("ada");
        hall.seats(with(seat("ada"), false, false), playing("bob", false, false));

        hall.passes(200);

        assertThat(hall.heard.texts("bob", "audio")).isEmpty();
    }

    @Test
    void aHoleIsNotGluedOver() {
        hall.seats(seat("ada"), playing("bob", false, false));
        hall.says("ada");
        hall.live.accept("ada", Sound.frame(Sound.PCM, Hall.ALIAS, 5, 0, VOWEL));
        hall.passes(200);

        assertThat(hall.heard.texts("bob", "audio")).hasSize(2);
    }

    @Test
    void theRoomSeesWhoTalks() {
        hall.seats(seat("ada"), seat("bob"), with(seat("cyd"), true, false, "plr_ada"));
        hall.says("ada");
        assertThat(hall.heard.texts("bob", "talking"))
                .containsExactly("{\"action\":\"talking\",\"data\":{\"room\":\"party\",\"ssrc\":" + Hall.ssrc("ada")
                        + ",\"playerId\":\"plr_ada\",\"on\":true}}");
        hall.passes(400);
        assertThat(hall.heard.texts("bob", "talking")).isEmpty();
        hall.passes(50);
        assertThat(hall.heard.texts("bob", "talking"))
                .singleElement()
                .asString()
                .contains("\"on\":false");
        assertThat(hall.heard.texts("cyd", "talking")).as("blocked").isEmpty();
        assertThat(hall.meters.get("necpgame.voice.speakers").gauge().value()).isZero();
    }

    @Test
    void theEndOfTalkIsToldAtOnceAndAtMostFiveTimesASecond() {
        hall.seats(seat("ada"), seat("bob"));
        for (int i = 0; i < 100; i++) {
            hall.says("ada");
            hall.passes(10);
            hall.says("ada", 2, Sound.PCM, new byte[0]);
            hall.passes(10);
        }

        assertThat(hall.heard.frames("bob"))
                .hasSize(200)
                .last()
                .satisfies(frame -> assertThat(frame[0]).isEqualTo((byte) 0x12));
        var told = hall.heard.texts("bob", "talking");
        assertThat(told).hasSizeBetween(8, 11);
        hall.passes(500);
        var rest = hall.heard.texts("bob", "talking");
        assertThat(rest.isEmpty() ? told.getLast() : rest.getLast()).contains("\"on\":false");
    }

    @Test
    void theMutedTalkNoMore() {
        hall.seats(seat("ada"), seat("bob"));
        hall.says("ada");
        hall.seats(with(seat("ada"), false, false), seat("bob"));

        hall.passes(250);

        assertThat(hall.heard.texts("bob", "talking"))
                .hasSize(2)
                .last()
                .asString()
                .contains("\"on\":false");
    }

    @Test
    void comfortNoiseIsPassedOnWithinASpurt() {
        hall.seats(seat("ada"), seat("bob"));
        hall.says("ada", 3, Sound.PCM, new byte[1]);
        hall.says("ada");
        hall.says("ada", 3, Sound.PCM, new byte[1]);

        assertThat(hall.heard.frames("bob")).extracting(frame -> frame[0] & 15).containsExactly(1, 3);
    }

    @Test
    void theTapeIsOfferedWhatIsRecorded() {
        hall.seats(seat("ada"), seat("bob"));
        hall.says("ada");
        assertThat(hall.taped).as("a room that does not record").isEmpty();

        hall.live.show(hall.cast(RoomType.PARTY, Recording.ON_REPORT, seat("ada"), seat("bob")));
        hall.says("ada", -90);
        hall.says("ada");

        assertThat(hall.taped).hasSize(2).allSatisfy(taped -> {
            assertThat(taped.take().room()).isEqualTo(Hall.ROOM);
            assertThat(taped.take().playerId()).isEqualTo("plr_ada");
            assertThat(taped.take().recording()).isEqualTo(Recording.ON_REPORT);
            assertThat(taped.take().consents()).isTrue();
            assertThat(taped.micros()).isEqualTo(hall.clock.millis() * 1000);
        });
        assertThat(hall.heard.frames("bob").getLast())
                .as("the same array")
                .isSameAs(hall.taped.getLast().frame());
    }

    @Test
    void theTapeIsOfferedWhatIsLateAndNobodyHearsIt() {
        hall.seats(seat("ada"), seat("bob"));
        hall.live.show(hall.cast(RoomType.PARTY, Recording.ON, seat("ada"), seat("bob")));
        hall.says("ada");
        hall.passes(20);
        hall.live.accept("ada", Sound.frame(Sound.PCM, Hall.ALIAS, 2, hall.media(), VOWEL));
        hall.passes(500);
        hall.live.accept("ada", Sound.frame(Sound.PCM, Hall.ALIAS, 3, hall.media() - 480 * 48, VOWEL));

        assertThat(hall.taped).hasSize(3);
        assertThat(hall.heard.frames("bob")).hasSize(2);
        assertThat(hall.frames("dropped", "late")).isEqualTo(1);
    }

    @Test
    void listenersAreCounted() {
        hall.seats(seat("ada"), seat("bob"), with(seat("cyd"), true, true));

        assertThat(hall.meters.get("necpgame.voice.listeners").gauge().value()).isEqualTo(2);
    }
}
