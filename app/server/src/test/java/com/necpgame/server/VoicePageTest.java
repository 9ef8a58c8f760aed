package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The voice page as it is served: everything that it asks for is there, and nothing else. */
class VoicePageTest {
    private static final Pattern ASKS = Pattern.compile("(?:from '\\.|=\"/voice-chat)/([\\w.-]+)[\"']");

    @Test
    void servesEveryFileThatItsFilesAskFor() {
        try (var server = TestServer.start()) {
            for (var name : ClassPathRoot.of(VoicePageController.class).names("voice", "")) {
                var served = server.get(name.equals("index.html") ? "/voice-chat" : "/voice-chat/" + name);
                assertThat(served.status()).as(name).isEqualTo(200);
                assertThat(served.header("X-Content-Type-Options")).isEqualTo("nosniff");
                for (var asked = ASKS.matcher(served.text()); asked.find(); ) {
                    assertThat(server.get("/voice-chat/" + asked.group(1)).status())
                            .as(name + " asks for " + asked.group(1))
                            .isEqualTo(200);
                }
            }
            assertThat(server.get("/voice-chat/index.html").status()).isEqualTo(404);
            assertThat(server.get("/voice-chat/..%2fapplication.yml").status()).isEqualTo(404);
        }
    }

    @Test
    void runsNoScriptThatIsNotItsOwn() {
        try (var server = TestServer.start()) {
            for (var path : new String[] {"/voice-chat", "/voice-chat/voice-worker.js"}) {
                assertThat(server.get(path).header("Content-Security-Policy"))
                        .contains("default-src 'none'", "script-src 'self';", "connect-src 'self';")
                        .doesNotContain("unsafe");
            }
            assertThat(server.get("/voice-chat").text()).doesNotContain("<style", "style=", "onclick=", "<script>");
            assertThat(server.get("/voice-chat").header("Permissions-Policy")).contains("microphone=(self)");
        }
    }

    @Test
    void isGoneWithItsModule() {
        try (var server = TestServer.start("necpgame.modules.voice", false)) {
            assertThat(server.get("/voice-chat").status()).isEqualTo(404);
        }
    }
}
