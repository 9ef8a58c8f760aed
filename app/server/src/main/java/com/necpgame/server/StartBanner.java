package com.necpgame.server;

import com.necpgame.platform.runtime.StartNotice;
import com.necpgame.platform.runtime.edge.Probes;
import io.micronaut.http.HttpMethod;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.web.router.Router;
import jakarta.inject.Singleton;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that the server is ready, and where to go next. It is for a person, so it never goes into a log that machines
 * read: there it is written to standard error.
 */
@Singleton
final class StartBanner {
    private static final Logger LOG = LoggerFactory.getLogger(StartBanner.class);
    private static final String SIGN_IN = "/v1/auth/guest";
    private static final String VOICE = "/voice-chat";

    private final Router router;
    private final LogConfig log;
    private final List<StartNotice> notices;

    StartBanner(Router router, LogConfig log, List<StartNotice> notices) {
        this.router = router;
        this.log = log;
        this.notices = notices;
    }

    void print(EmbeddedServer server) {
        var millis = ManagementFactory.getRuntimeMXBean().getUptime();
        LOG.atInfo().addKeyValue("startMs", millis).log("Ready on port {} after {} ms", server.getPort(), millis);
        print(server, millis, log.isJson() ? System.err : System.out);
    }

    void print(EmbeddedServer server, long millis, PrintStream out) {
        out.println(String.join(System.lineSeparator(), lines(server, millis)));
        out.flush();
    }

    private List<String> lines(EmbeddedServer server, long millis) {
        var url = server.getScheme() + "://localhost:" + server.getPort();
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("  NECPGAME " + Necpgame.version() + " is ready, " + millis + " ms after its process began.");
        lines.add("");
        lines.add("    Try it out   " + url + "/docs");
        lines.add("    OpenAPI      " + url + "/openapi");
        lines.add("    AsyncAPI     " + url + "/asyncapi");
        if (serves(HttpMethod.GET, VOICE)) {
            lines.add("    Voice        " + url + VOICE);
        }
        lines.add("    Health       " + url + Probes.HEALTH);
        lines.add("    Metrics      " + url + Probes.METRICS);
        lines.add("");
        lines.add("    " + firstCall(url));
        for (var notice : notices) {
            var told = notice.lines();
            if (!told.isEmpty()) {
                lines.add("");
                told.forEach(line -> lines.add("    " + line));
            }
        }
        lines.add("");
        return lines;
    }

    private boolean serves(HttpMethod method, String path) {
        return router.find(method, path, null).findAny().isPresent();
    }

    private String firstCall(String url) {
        return serves(HttpMethod.POST, SIGN_IN)
                ? "curl -s " + url + SIGN_IN
                        + " -H 'Content-Type: application/json' -d '{\"deviceId\":\"my-first-device\"}'"
                : "curl -s " + url + Probes.HEALTH;
    }
}
