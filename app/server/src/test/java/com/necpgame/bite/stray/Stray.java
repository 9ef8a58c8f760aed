package com.necpgame.bite.stray;

/** Belongs nowhere. */
final class Stray {}
