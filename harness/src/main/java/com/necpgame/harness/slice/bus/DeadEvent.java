package com.necpgame.harness.slice.bus;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What no try delivered: in the dead-letter queue of a rule or of a queue.
 *
 * @param source the rule's or queue's name
 * @param event what the function was invoked with
 * @param tries how many times
 * @param reason what the last one failed with
 */
public record DeadEvent(String source, JsonNode event, int tries, String reason) {}
