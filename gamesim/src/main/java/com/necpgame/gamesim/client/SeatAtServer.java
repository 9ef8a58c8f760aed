package com.necpgame.gamesim.client;

import com.necpgame.gamesim.transport.JoinToken;
import java.net.InetSocketAddress;

/** Where the registry sends a player. @param token good once, and soon not any more */
public record SeatAtServer(String gameSimId, InetSocketAddress server, JoinToken token) {}
