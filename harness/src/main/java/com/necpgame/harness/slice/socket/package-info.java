/**
 * API Gateway's WebSocket part of local slices: connections are held here, and become CONNECT, MESSAGE and DISCONNECT
 * events; functions answer through the management API of connections.
 */
@NullMarked
package com.necpgame.harness.slice.socket;

import org.jspecify.annotations.NullMarked;
