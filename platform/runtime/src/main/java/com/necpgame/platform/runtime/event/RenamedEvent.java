package com.necpgame.platform.runtime.event;

/**
 * An event that this deployment publishes under another name than the one that its listeners are written for. A module
 * makes a bean of it where a setting renames its event.
 *
 * @param published as it goes over the bus
 * @param listenedFor as it stands in the pattern files, with the simple name of the event's record as its detail type
 */
public record RenamedEvent(EventName published, EventName listenedFor) {}
