/**
 * Connections that stay open: what a module hears from them ({@link com.necpgame.platform.runtime.socket.SocketRoute})
 * and how it speaks to them ({@link com.necpgame.platform.runtime.socket.Connections}). Netty in the one JVM, API
 * Gateway's WebSockets in the slices; a module cannot tell which.
 */
@NullMarked
package com.necpgame.platform.runtime.socket;

import org.jspecify.annotations.NullMarked;
