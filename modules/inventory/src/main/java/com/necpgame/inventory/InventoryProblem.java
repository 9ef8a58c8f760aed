package com.necpgame.inventory;

import static io.micronaut.http.HttpStatus.CONFLICT;
import static io.micronaut.http.HttpStatus.NOT_FOUND;
import static io.micronaut.http.HttpStatus.UNPROCESSABLE_ENTITY;

import com.necpgame.platform.runtime.problem.Problem;
import io.micronaut.http.HttpStatus;

/** Why the inventory says no, in order of precedence: where two apply, callers see the first. */
enum InventoryProblem implements Problem {
    ITEM_NOT_FOUND(NOT_FOUND, "There is no such item in this player's bag"),
    NOT_CONSUMABLE(UNPROCESSABLE_ENTITY, "The item is not one that is used up"),
    NOT_ENOUGH(CONFLICT, "There are not so many of it"),
    MAIL_NOT_FOUND(NOT_FOUND, "There is no such mail in this player's mailbox"),
    UNKNOWN_ITEM(UNPROCESSABLE_ENTITY, "The game has no such item any more; it stays in the mailbox"),
    BAG_FULL(CONFLICT, "Nothing of it fits into the bag");

    private final HttpStatus status;
    private final String title;

    InventoryProblem(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
