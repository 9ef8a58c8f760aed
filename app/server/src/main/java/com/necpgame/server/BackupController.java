package com.necpgame.server;

import static com.necpgame.platform.runtime.caller.Caller.Role.OPERATOR;

import com.necpgame.platform.runtime.caller.Caller;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;

/** Copies of the embedded store, taken while it works. */
@Tag(name = "operations")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Controller("/v1/operations/backups")
class BackupController {
    private final Backups backups;

    BackupController(Backups backups) {
        this.backups = backups;
    }

    /** The backups that are kept, newest first. */
    @Get
    List<Backup> list(Caller caller) {
        caller.require(OPERATOR);
        return backups.list();
    }

    /** Takes a backup of this moment, and deletes the oldest beyond those that are kept. */
    @Post
    @Status(HttpStatus.CREATED)
    Backup take(Caller caller) {
        caller.require(OPERATOR);
        return backups.take();
    }
}
