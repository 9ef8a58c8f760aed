package com.necpgame.platform.embedded.door;

/** What goes back over HTTP. */
record Answer(int status, byte[] json) {}
