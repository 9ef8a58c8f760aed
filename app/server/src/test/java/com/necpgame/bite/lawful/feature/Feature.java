package com.necpgame.bite.lawful.feature;

/** A package by feature. */
final class Feature {}
