package com.necpgame.harness.autoscale;

/** How it stood at the end of a minute. @param refused in that minute */
record Minute(int servers, int sessions, int waiting, int refused) {}
