package com.necpgame.server;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A page on which the API can be read and tried. All of it comes from this server: it works without the internet. */
@Controller("/docs")
@Secured(SecurityRule.IS_ANONYMOUS)
final class DocsController {
    private static final String WEBJAR = "META-INF/resources/webjars/swagger-ui/" + version() + "/";
    private static final String POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";
    private static final String DAY = "public, max-age=86400";

    /** Whatever is not here does not exist, so no name can lead out of the folder. */
    private static final Map<String, Asset> ASSETS = Map.of(
            "docs.js", new Asset("docs/docs.js", "text/javascript"),
            "swagger-ui.css", new Asset(WEBJAR + "swagger-ui.css", MediaType.TEXT_CSS),
            "swagger-ui-bundle.js", new Asset(WEBJAR + "swagger-ui-bundle.js", "text/javascript"),
            "favicon-32x32.png", new Asset(WEBJAR + "favicon-32x32.png", MediaType.IMAGE_PNG));

    @Get
    HttpResponse<byte[]> page() {
        return answer(new Asset("docs/index.html", MediaType.TEXT_HTML)).header("Content-Security-Policy", POLICY);
    }

    @Get("/{name}")
    @Nullable
    HttpResponse<byte[]> asset(String name) {
        var asset = ASSETS.get(name);
        return asset == null ? null : answer(asset).header("Cache-Control", DAY);
    }

    private static MutableHttpResponse<byte[]> answer(Asset asset) {
        return HttpResponse.ok(Resources.bytes(asset.path()))
                .contentType(MediaType.of(asset.type() + ";charset=utf-8"))
                .header("X-Content-Type-Options", "nosniff");
    }

    private static String version() {
        var properties = new Properties();
        try {
            properties.load(new StringReader(Resources.text("META-INF/maven/org.webjars/swagger-ui/pom.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    private record Asset(String path, String type) {}
}
