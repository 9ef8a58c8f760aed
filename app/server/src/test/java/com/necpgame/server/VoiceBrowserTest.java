package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The voice page in a real browser: what one page says, another hears, byte for byte. Nothing here depends on speed. */
class VoiceBrowserTest {
    private static final String VOICE = "window.necpgameVoice.";
    private static final int WAV_SECONDS = 120;
    /** On a busy machine frames are late; the server would leave out those that are. */
    private static final Object[] PATIENT = {
        "necpgame.voice.live.late-max", "5s", "necpgame.voice.live.queued-max", "5s"
    };

    private static final List<String> NAMED = List.of(
            "button",
            "textbox",
            "combobox",
            "slider",
            "checkbox",
            "meter",
            "heading",
            "table",
            "form",
            "list",
            "article");

    @TempDir
    static Path folder;

    private static VoiceHost host;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Chromium.installed().isPresent(), Chromium.MISSING);
        host = VoiceHost.open(folder.resolve("data"), PATIENT);
        chromium = Chromium.start(
                folder.resolve("profile"), SpeechWav.write(folder.resolve("speech.wav"), WAV_SECONDS), 0);
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (host != null) {
            host.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"pcm16, bin, 640", "pcm16, json, 3200", "opus, bin, 0"})
    void whatIsSaidArrivesByteForByte(String codec, String framing, int bytes) {
        try (var listener = Talker.connectMuted("codec=" + codec + "&framing=" + framing);
                var talker = Talker.connect("codec=" + codec + "&framing=" + framing)) {
            listener.awaitReceived(bytes == 3200 ? 20 : 100);
            talker.mute();
            var sent = talker.sent();
            listener.awaitReceived(sent.size());

            assertThat(talker.stats().get("codec").asText()).isEqualTo(codec);
            assertThat(listener.received(talker)).isEqualTo(sent);
            assertThat(sent.keySet()).as("no number is left out").hasSize(lastOf(sent) - firstOf(sent) + 1);
            assertThat(talker.stats().get("dropped").asInt()).isZero();
            if (bytes > 0) {
                var whole = new ArrayList<>(sent.values());
                assertThat(whole.subList(0, whole.size() - 1)).allMatch(text -> decodedLength(text) == bytes);
            }
        }
    }

    @Test
    void whoIsMutedIsNotHeard() {
        try (var listener = Talker.connectMuted("codec=pcm16");
                var talker = Talker.connect("codec=pcm16")) {
            listener.awaitReceived(10);
            talker.mute();
            int said = talker.count("sent");
            talker.awaitCaptured(50);
            assertThat(talker.count("sent")).isEqualTo(said);
            listener.awaitReceived(said);
            assertThat(listener.count("received")).isEqualTo(said);
            talker.page.click("#mute");
            listener.awaitReceived(said + 10);
        }
    }

    @Test
    void whoIsDeafHearsNothing() {
        try (var listener = Talker.connectMuted("codec=pcm16");
                var talker = Talker.connect("codec=pcm16")) {
            listener.awaitReceived(10);
            listener.toggle("#deafen");
            int heard = listener.count("received");
            talker.awaitCaptured(50);
            assertThat(listener.count("received")).isEqualTo(heard);
            listener.toggle("#deafen");
            listener.awaitReceived(heard + 10);
        }
    }

    @Test
    void withPushToTalkOnlyWhatIsSaidWhilePressedIsHeard() {
        try (var listener = Talker.connectMuted("codec=pcm16");
                var talker = Talker.connectMuted("codec=pcm16")) {
            talker.toggle("#ptt");
            talker.toggle("#mute");
            talker.awaitCaptured(50);
            assertThat(talker.count("sent")).isZero();

            talker.page.evaluate("document.activeElement.blur()");
            talker.page.spaceBar("keyDown");
            talker.awaitSent(10);
            talker.page.spaceBar("keyUp");
            int afterSpace = talker.quiet();

            talker.page.press("#press");
            talker.awaitSent(afterSpace + 10);
            talker.page.release("#press");
            talker.quiet();

            var sent = talker.sent();
            listener.awaitReceived(sent.size());
            assertThat(listener.received(talker)).isEqualTo(sent);
        }
    }

    @Test
    void anEchoTestIsHeardByTheSpeakerAlone() {
        try (var listener = Talker.connectMuted("codec=opus");
                var talker = Talker.connectMuted("codec=opus")) {
            talker.toggle("#echo");
            talker.toggle("#mute");
            talker.awaitReceived(25);
            talker.mute();
            var sent = talker.sent();
            talker.awaitReceived(sent.size());
            assertThat(talker.received(talker)).isEqualTo(sent);
            assertThat(listener.count("received")).isZero();
        }
    }

    @Test
    void comesBackWhereItWasWhenTheServerEndsTheConnection() {
        try (var listener = Talker.connectMuted("codec=pcm16");
                var talker = Talker.connect("codec=pcm16")) {
            listener.awaitReceived(10);
            var before = talker.stats();
            host.drop(before.get("connectionId").asText());
            talker.page.until(VOICE + "stats().state === 'open' && " + VOICE + "stats().connectionId !== '"
                    + before.get("connectionId").asText() + "'");
            assertThat(talker.stats().get("ssrc")).isEqualTo(before.get("ssrc"));
            assertThat(talker.stats().get("rooms").get(0).get("room").asText()).isEqualTo("lobby");
            listener.awaitReceived(listener.count("received") + 10);
        }
    }

    @Test
    void aWrongKeyIsRefusedInTheServersWords() {
        try (var talker = Talker.open("codec=pcm16")) {
            talker.page.type("#key", "a-wrong-key-0001");
            talker.page.click("#connect button[type=submit]");
            talker.page.until("document.querySelector('#problem.shown') !== null");
            assertThat(talker.page
                            .evaluate("document.getElementById('problem').innerText")
                            .asText())
                    .contains("The x-api-key is missing or not one of this deployment")
                    .contains("403");
            assertThat(talker.stats().get("state").asText()).isEqualTo("refused");
            talker.isRefused = true;
        }
    }

    @Test
    void everythingThatCanBeUsedHasANameForAScreenReader() {
        try (var one = Talker.connectMuted("codec=pcm16");
                var other = Talker.connectMuted("codec=pcm16")) {
            one.page.until("document.querySelectorAll('.member').length >= 2");
            var nodes = StreamSupport.stream(one.page.accessibilityTree().spliterator(), false)
                    .filter(node -> !node.path("ignored").asBoolean())
                    .filter(node -> NAMED.contains(node.at("/role/value").asText()))
                    .toList();
            assertThat(nodes).hasSizeGreaterThan(30);
            assertThat(nodes.stream()
                            .filter(node -> node.at("/name/value").asText().isBlank())
                            .map(node -> node.at("/role/value").asText() + " " + node.path("properties")))
                    .as("without a name")
                    .isEmpty();
            assertThat(nodes.stream().map(node -> node.at("/role/value").asText()))
                    .contains("slider", "meter");
            assertThat(one.page
                            .evaluate("document.querySelector('[aria-live=polite]').id")
                            .asText())
                    .isEqualTo("said");
        }
    }

    private static int firstOf(Map<Integer, String> frames) {
        return frames.keySet().iterator().next();
    }

    private static int lastOf(Map<Integer, String> frames) {
        return new ArrayList<>(frames.keySet()).getLast();
    }

    private static int decodedLength(String base64) {
        return Base64.getDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII)).length;
    }

    /** A page, and whoever sits at it. */
    private static final class Talker implements AutoCloseable {
        final ChromiumPage page;
        private boolean isRefused;

        private Talker(ChromiumPage page) {
            this.page = page;
        }

        static Talker open(String query) {
            return new Talker(chromium.open(host.page(query + "&record=1&raw=1")));
        }

        static Talker connect(String query) {
            var talker = open(query);
            talker.connect();
            return talker;
        }

        /** Hears, and says nothing: every page has the same microphone. */
        static Talker connectMuted(String query) {
            var talker = open(query);
            talker.toggle("#mute");
            talker.connect();
            return talker;
        }

        private void connect() {
            page.type("#key", VoiceHost.API_KEY);
            page.click("#connect button[type=submit]");
            page.until(VOICE + "stats().state === 'open' && " + VOICE + "stats().captured > 0");
        }

        /** Presses a switch, and waits until it is settled with the server. */
        void toggle(String selector) {
            var was = page.evaluate(isPressed(selector)).asBoolean();
            page.click(selector);
            page.until((was ? "!" : "") + isPressed(selector));
            fence();
        }

        private static String isPressed(String selector) {
            return "(document.querySelector('" + selector + "').getAttribute('aria-pressed') === 'true')";
        }

        void mute() {
            toggle("#mute");
            quiet();
        }

        /** Messages keep their order, so when this is answered all before it has been done. */
        private void fence() {
            if (page.evaluate(VOICE + "stats().state").asText().equals("open")) {
                page.evaluate(VOICE + "settled()");
            }
        }

        /** How many frames were sent, once no more are. */
        int quiet() {
            fence();
            awaitCaptured(2);
            return count("sent");
        }

        JsonNode stats() {
            return page.evaluate(VOICE + "now()");
        }

        int count(String figure) {
            return stats().get(figure).asInt();
        }

        void awaitReceived(int frames) {
            page.until(VOICE + "stats().received >= " + frames);
        }

        void awaitSent(int frames) {
            page.until(VOICE + "stats().sent >= " + frames);
        }

        void awaitCaptured(int more) {
            page.until(VOICE + "stats().captured >= " + (count("captured") + more));
        }

        /** Payloads in base64 by sequence number. */
        Map<Integer, String> sent() {
            var frames = new TreeMap<Integer, String>();
            page.evaluate(VOICE + "frames()")
                    .get("sent")
                    .forEach(frame ->
                            frames.put(frame.get(0).asInt(), frame.get(1).asText()));
            return frames;
        }

        /** The same, of what one speaker was heard to say; a number that comes twice is a fault. */
        Map<Integer, String> received(Talker speaker) {
            var names = List.of(
                    speaker.stats().get("ssrc").asText(),
                    speaker.stats().get("playerId").asText());
            var frames = new TreeMap<Integer, String>();
            for (var frame : page.evaluate(VOICE + "frames()").get("received")) {
                if (names.contains(frame.get(0).asText())) {
                    assertThat(frames.put(frame.get(1).asInt(), frame.get(2).asText()))
                            .isNull();
                }
            }
            return frames;
        }

        /** Leaves, so that the next test's room is empty. */
        @Override
        public void close() {
            if (!isRefused) {
                page.click("#disconnect");
                page.until(VOICE + "stats().state === 'closed'");
                assertThat(page.errors()).isEmpty();
            }
            page.close();
        }
    }
}
