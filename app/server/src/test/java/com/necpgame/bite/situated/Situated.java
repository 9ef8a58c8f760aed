package com.necpgame.bite.situated;

import io.netty.channel.Channel;

/** Knows what serves it. */
record Situated(Channel channel) {}
