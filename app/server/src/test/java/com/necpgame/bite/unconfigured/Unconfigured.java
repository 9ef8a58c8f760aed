package com.necpgame.bite.unconfigured;

/** In a module that the framework does not know as one. */
final class Unconfigured {
    private Unconfigured() {}
}
