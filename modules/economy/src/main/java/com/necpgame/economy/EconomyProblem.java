package com.necpgame.economy;

import static io.micronaut.http.HttpStatus.CONFLICT;
import static io.micronaut.http.HttpStatus.NOT_FOUND;
import static io.micronaut.http.HttpStatus.UNPROCESSABLE_ENTITY;

import com.necpgame.platform.runtime.problem.Problem;
import io.micronaut.http.HttpStatus;

/** Why the economy says no, in order of precedence: where two apply, callers see the first. */
enum EconomyProblem implements Problem {
    SAME_WALLET(UNPROCESSABLE_ENTITY, "A transfer needs two different players"),
    UNKNOWN_CURRENCY(UNPROCESSABLE_ENTITY, "The game has no such currency"),
    UNKNOWN_OFFER(NOT_FOUND, "The store has no such offer"),
    OFFER_NOT_ON_SALE(CONFLICT, "The offer is not on sale now"),
    QUANTITY_TOO_LARGE(UNPROCESSABLE_ENTITY, "The offer is not sold in such a quantity"),
    INSUFFICIENT_FUNDS(CONFLICT, "The wallet does not hold enough"),
    UNKNOWN_PLAYER(NOT_FOUND, "The economy has never seen this player"),
    BALANCE_LIMIT(CONFLICT, "The wallet would hold more than it may"),
    PURCHASE_NOT_FOUND(NOT_FOUND, "This player has made no such purchase");

    private final HttpStatus status;
    private final String title;

    EconomyProblem(HttpStatus status, String title) {
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
