package com.necpgame.platform.runtime.problem;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What is wrong with one field of a request.
 *
 * @param pointer where it stands: a JSON pointer into the body ({@code /amount}), or the name of a parameter
 * @param detail what it should have been
 */
@Serdeable
public record FieldError(String pointer, String detail) {}
