package com.necpgame.server;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A page on which players talk to each other: plain ES modules, all from this server. */
@Controller("/voice-chat")
@Secured(SecurityRule.IS_ANONYMOUS)
@Requires(property = "necpgame.modules.voice", notEquals = "false")
final class VoicePageController {
    private static final String POLICY = "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; "
            + "img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Scripts know each other by name: an old one must not meet a new one. */
    private static final String REVALIDATED = "no-cache";

    private static final MediaType SCRIPT = MediaType.of("text/javascript;charset=utf-8");

    /** Whatever is not here does not exist, so no name can lead out of the folder. */
    private static final Set<String> SCRIPTS = Set.of(
            "capture-worklet.js",
            "devices.js",
            "diagnostics.js",
            "dom.js",
            "figures-view.js",
            "hearer.js",
            "jitter.js",
            "main.js",
            "pcm.js",
            "playback-worklet.js",
            "record.js",
            "rest.js",
            "rooms-view.js",
            "roster.js",
            "settings.js",
            "socket.js",
            "stretch.js",
            "talker.js",
            "ui.js",
            "voice.js",
            "voice-worker.js",
            "wire.js");

    @Get
    HttpResponse<byte[]> page() {
        return answer("index.html", MediaType.of("text/html;charset=utf-8"))
                .header("Permissions-Policy", "microphone=(self), speaker-selection=(self), camera=(), geolocation=()");
    }

    @Get("/{name}")
    @Nullable
    HttpResponse<byte[]> asset(String name) {
        return switch (name) {
            case "voice.css" -> answer(name, MediaType.of("text/css;charset=utf-8"));
            case "icon.svg" -> answer(name, MediaType.of("image/svg+xml"));
            default -> SCRIPTS.contains(name) ? answer(name, SCRIPT) : null;
        };
    }

    /** The policy is a worker's, too, and there it is its script that brings it. */
    private static MutableHttpResponse<byte[]> answer(String name, MediaType type) {
        return HttpResponse.ok(Resources.bytes("voice/" + name))
                .contentType(type)
                .header("Cache-Control", REVALIDATED)
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff");
    }
}
