package com.necpgame.gamesim.transport;

/** Why a datagram that arrived was dropped, in the order in which an endpoint looks. None is answered. */
public enum DropCause {
    /** Not the length that its type has, or longer than the MTU. */
    WRONG_SIZE,
    /** No such type, or one that this side does not take. */
    WRONG_TYPE,
    /** Too many handshakes from this address, or from all together; too many sealed packets of one peer. */
    LIMITED,
    /** A token of another version of the protocol, or no token at all. */
    FOREIGN_PROTOCOL,
    /** A token whose time is over. */
    EXPIRED,
    /** An answer to a challenge that was not given to this address, or long ago. */
    BAD_COOKIE,
    /** A token that this server's key does not open. */
    BAD_TOKEN,
    /** Its MAC shows that who sent it does not have the token's keys. */
    BAD_PROOF,
    /** A token that has had its connection. */
    TOKEN_USED,
    /** A good response, but there is no room; the one cause that is answered (DENIED). */
    FULL,
    /** A sealed packet from an address that has no connection. */
    UNKNOWN_SOURCE,
    /** A sequence that has been here, or too far behind. */
    REPLAYED,
    /** Sealed with another key, or changed on its way. */
    FORGED,
    /** Sealed by the other end, and yet not to be read. */
    MALFORMED
}
