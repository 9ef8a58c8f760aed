package com.necpgame.gamesimregistry.fleet;

import static com.necpgame.gamesimregistry.RegistryProblem.BAD_CHANNEL;
import static com.necpgame.platform.runtime.caller.Caller.Role.OPERATOR;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.necpgame.gamesimregistry.Faults;
import com.necpgame.platform.runtime.caller.Caller;
import com.necpgame.platform.runtime.version.IfMatch;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Put;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The builds that new sessions go to. */
@Tag(name = "gamesim-registry")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Controller("/v1/gamesims/channels/{channel}")
class ChannelController {
    private static final int BUILDS_MAX = 20;

    private final Channels channels;

    ChannelController(Channels channels) {
        this.channels = channels;
    }

    /** The channel; one that nobody has set has no builds and the version 0. Its version is the ETag. */
    @Get
    HttpResponse<View> channel(Caller caller, String channel) {
        caller.require(OPERATOR);
        return answer(channels.get(channel));
    }

    /** Puts these builds in place of those of the version that If-Match names. No builds: all will do. */
    @Put
    HttpResponse<View> put(
            Caller caller,
            String channel,
            @Header(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Body @Valid Request request) {
        caller.require(OPERATOR);
        return answer(channels.put(channel, IfMatch.required(ifMatch), request.weights()));
    }

    private static HttpResponse<View> answer(Channel channel) {
        return HttpResponse.ok(View.of(channel))
                .header(HttpHeaders.ETAG, channel.tag().toString());
    }

    /** @param builds whose weights add up to 100; none for all builds */
    @Serdeable
    record Request(@NotNull @Size(max = BUILDS_MAX) List<@NotNull @Valid Weighted> builds) {
        Map<String, Integer> weights() {
            var faults = new Faults();
            var weights = new LinkedHashMap<String, Integer>();
            for (int i = 0; i < builds.size(); i++) {
                var each = builds.get(i);
                faults.word(each.build(), "/builds/" + i + "/build");
                faults.within(each.weight(), 0, Channel.WEIGHTS, "/builds/" + i + "/weight");
                faults.require(
                        weights.put(each.build(), each.weight()) == null, "/builds/" + i + "/build", "each build once");
            }
            var sum = builds.stream().mapToLong(Weighted::weight).sum();
            faults.require(builds.isEmpty() || sum == Channel.WEIGHTS, "/builds", "weights that add up to 100");
            faults.refuse(BAD_CHANNEL);
            return weights;
        }
    }

    /** @param weight how many of a hundred sessions go there */
    @Serdeable
    record Weighted(@NotNull String build, @NotNull Integer weight) {}

    /** @param builds by name */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record View(String channel, List<Weighted> builds) {
        static View of(Channel channel) {
            return new View(
                    channel.name(),
                    new TreeMap<>(channel.weights())
                            .entrySet().stream()
                                    .map(each -> new Weighted(each.getKey(), each.getValue()))
                                    .toList());
        }
    }
}
