package com.necpgame.bite.unmarked;

/** Its package says nothing about null. */
final class Unmarked {}
