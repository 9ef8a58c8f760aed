package com.necpgame.platform.identity;

import com.necpgame.platform.runtime.caller.Caller;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.Map;

/** Something that only an access token opens. */
@Controller("/test/who-am-i")
@Secured(SecurityRule.IS_AUTHENTICATED)
class WhoAmI {
    static final String PATH = "/test/who-am-i";

    @Get
    Map<String, String> me(Caller caller) {
        return Map.of("subject", caller.subject(), "role", caller.role().name());
    }
}
