package com.necpgame.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/**
 * Lets one page speak to another, again and again, and writes down what was captured, sent, received and played.
 * {@code harness/voice-quality} starts this and judges what it leaves.
 */
public final class VoiceQuality {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VOICE = "window.necpgameVoice.";
    private static final List<String> CODECS = List.of("pcm16", "opus");
    private static final int FRAMES_PER_SECOND = 50;

    /** The time slices of the machine that a browser with a sound card would have got from the system. */
    private static final int NICENESS = -12;

    private VoiceQuality() {}

    /** @param arguments the WAV to be said, its seconds, how many runs, a folder for what they leave, further switches of the page */
    public static void main(String[] arguments) throws IOException {
        var wav = Path.of(arguments[0]);
        int frames = (int) Math.ceil(Double.parseDouble(arguments[1]) * FRAMES_PER_SECOND);
        int runs = Integer.parseInt(arguments[2]);
        var out = Path.of(arguments[3]);
        var switches = arguments.length > 4 ? "&" + arguments[4] : "";
        try (var host = VoiceHost.open(out.resolve("data"))) {
            for (int run = 1; run <= runs; run++) {
                for (var codec : CODECS) {
                    var folder = Files.createDirectories(out.resolve(codec + "-" + run));
                    speak(host, "codec=" + codec + "&record=1&raw=1" + switches, wav, frames, folder);
                    System.out.println(codec + " " + run + " of " + runs + " recorded");
                }
            }
        }
        System.exit(0);
    }

    private static void speak(VoiceHost host, String query, Path wav, int frames, Path folder) throws IOException {
        var profile = Files.createTempDirectory("voice-quality");
        int niceness = System.getProperty("user.name", "").equals("root") ? NICENESS : 0;
        try (var chromium = Chromium.start(profile, wav, niceness)) {
            var listener = chromium.open(host.page(query));
            listener.click("#mute");
            connect(listener);
            var talker = chromium.open(host.page(query));
            var before = cpu();
            connect(talker);
            talker.until(VOICE + "stats().captured >= " + frames);
            var after = cpu();
            talker.click("#mute");
            awaitSilence(talker, listener);
            write(talker, listener, busy(before, after), folder);
        } finally {
            deleteAll(profile);
        }
    }

    private static void connect(ChromiumPage page) {
        page.type("#key", VoiceHost.API_KEY);
        page.click("#connect button[type=submit]");
        page.until(VOICE + "stats().state === 'open' && " + VOICE + "stats().captured > 0");
    }

    /** What is still under way arrives, or is lost. */
    private static void awaitSilence(ChromiumPage talker, ChromiumPage listener) {
        talker.evaluate(VOICE + "settled()");
        int heard = listener.evaluate(VOICE + "stats().captured").asInt();
        listener.until(VOICE + "stats().captured >= " + (heard + FRAMES_PER_SECOND));
    }

    private static void write(ChromiumPage talker, ChromiumPage listener, double busy, Path folder) throws IOException {
        ObjectNode report = JSON.createObjectNode();
        report.put("busy", busy);
        report.put("loadAverage", Files.readString(Path.of("/proc/loadavg")).strip());
        var speech = talker.evaluate(VOICE + "speech()");
        var played = listener.evaluate(VOICE + "played()");
        audio(folder.resolve("captured"), speech);
        audio(folder.resolve("played"), played);
        report.set("captured", withoutAudio(speech));
        report.set("played", withoutAudio(played));
        report.set("sent", talker.evaluate(VOICE + "frames()").get("sent"));
        report.set("received", listener.evaluate(VOICE + "frames()").get("received"));
        report.set("talker", talker.evaluate(VOICE + "now()"));
        report.set("listener", listener.evaluate(VOICE + "now()"));
        report.put("errors", String.join("; ", talker.errors()) + String.join("; ", listener.errors()));
        JSON.writeValue(folder.resolve("run.json").toFile(), report);
    }

    private static void audio(Path file, JsonNode audio) throws IOException {
        Files.write(file, Base64.getDecoder().decode(audio.get("base64").asText()));
    }

    private static JsonNode withoutAudio(JsonNode audio) {
        ObjectNode rest = audio.deepCopy();
        rest.remove("base64");
        return rest;
    }

    /** The first line of /proc/stat: user, nice, system, idle, iowait, ... in ticks since the machine started. */
    private static long[] cpu() throws IOException {
        var fields = Files.readAllLines(Path.of("/proc/stat")).getFirst().split(" +");
        return Arrays.stream(fields).skip(1).mapToLong(Long::parseLong).toArray();
    }

    private static double busy(long[] before, long[] after) {
        long idle = after[3] + after[4] - before[3] - before[4];
        return 1
                - idle
                        / (double) (Arrays.stream(after).sum()
                                - Arrays.stream(before).sum());
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
