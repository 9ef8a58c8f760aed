package com.necpgame.harness.slice.edge;

import io.netty.channel.Channel;

/** The channel of the request leaves HTTP. */
@FunctionalInterface
public non-sealed interface Upgrade extends Reply {
    /** Takes over a channel that holds HTTP's codec and nothing behind it. On its event loop. */
    void take(Channel channel);
}
