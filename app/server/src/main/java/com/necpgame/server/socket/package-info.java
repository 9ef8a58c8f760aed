/**
 * WebSockets of the one JVM: Micronaut judges and upgrades a handshake like any request, and from then on the frames go
 * between Netty's channel and the {@link com.necpgame.platform.runtime.socket.SocketRoute} of the path.
 */
@NullMarked
package com.necpgame.server.socket;

import org.jspecify.annotations.NullMarked;
