package com.necpgame.contracts.bite.clever;

/** Does something. */
final class Clever {}
