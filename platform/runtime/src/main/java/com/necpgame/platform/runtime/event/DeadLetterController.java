package com.necpgame.platform.runtime.event;

import static com.necpgame.platform.runtime.caller.Caller.Role.OPERATOR;

import com.necpgame.platform.runtime.caller.Caller;
import com.necpgame.platform.runtime.paging.Cursors;
import com.necpgame.platform.runtime.paging.Listing;
import com.necpgame.platform.runtime.problem.PlatformProblem;
import com.necpgame.platform.runtime.store.EnabledModules;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/** The operator's view of events that a module's listeners could not handle. */
@Tag(name = "operations")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Controller("/v1/operations/{module}/dead-letters")
class DeadLetterController {
    private final DeadLetters letters;
    private final EnabledModules modules;
    private final Cursors cursors;

    DeadLetterController(DeadLetters letters, EnabledModules modules, Cursors cursors) {
        this.letters = letters;
        this.modules = modules;
        this.cursors = cursors;
    }

    /** The module's dead letters, by listener, oldest first. */
    @Get
    Listing<DeadLetter> list(
            Caller caller,
            String module,
            @QueryValue(defaultValue = Listing.LIMIT_DEFAULT) @Min(1) @Max(Listing.LIMIT_MAX) int limit,
            @QueryValue @Nullable String cursor) {
        require(caller, module);
        var scope = cursors.scope(module, "dead-letters", caller.subject());
        var page = letters.page(module, scope.page(limit, cursor));
        return new Listing<>(page.items(), scope.seal(page.next()));
    }

    /** One dead letter. */
    @Get("/{listener}/{id}")
    DeadLetter get(Caller caller, String module, String listener, String id) {
        require(caller, module);
        return letters.get(module, listener, id);
    }

    /** Offers one letter to its listener again. */
    @Post("/{listener}/{id}/redrive")
    Redriven redrive(Caller caller, String module, String listener, String id) {
        require(caller, module);
        return letters.redrive(module, listener, id);
    }

    /** Offers the letters of one listener again, oldest first. */
    @Post("/{listener}/replay")
    Redriven replay(Caller caller, String module, String listener) {
        require(caller, module);
        return letters.replay(module, listener);
    }

    /** Gives a letter up. */
    @Delete("/{listener}/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void discard(Caller caller, String module, String listener, String id) {
        require(caller, module);
        letters.discard(module, listener, id);
    }

    private void require(Caller caller, String module) {
        caller.require(OPERATOR);
        if (!modules.names().contains(module)) {
            throw PlatformProblem.ROUTE_NOT_FOUND.refuse("there is no module " + module);
        }
    }
}
