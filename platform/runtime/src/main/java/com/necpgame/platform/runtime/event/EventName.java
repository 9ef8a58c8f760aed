package com.necpgame.platform.runtime.event;

/**
 * What an event is called on the way: EventBridge's {@code source} and {@code detail-type}.
 *
 * @param source who tells, like {@code economy}
 * @param detailType what kind of thing has happened, like {@code PurchasePaid}
 */
public record EventName(String source, String detailType) {
    public EventName {
        if (source.isBlank() || detailType.isBlank()) {
            throw new IllegalArgumentException("An event needs a source and a detail type");
        }
    }
}
