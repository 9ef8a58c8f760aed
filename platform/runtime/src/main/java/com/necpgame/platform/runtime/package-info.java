/**
 * What every game module stands on, and no game noun.
 *
 * <p>Sub-packages by feature: {@code problem} (refusals and the one problem+json writer), {@code transaction}
 * (commit all or nothing, answer once), {@code event} (outbox, listeners, dead letters), {@code paging} (opaque
 * cursors), {@code caller} (who asks), {@code recurring} (work that is due), {@code content} (the game's definitions).
 */
@NullMarked
package com.necpgame.platform.runtime;

import org.jspecify.annotations.NullMarked;
