package com.necpgame.harness.toy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

final class ToyPlayer {
    final String id;
    final Map<String, Long> balances = new ConcurrentHashMap<>();
    /** Oldest first. */
    final List<ObjectNode> entries = new ArrayList<>();

    final Map<String, ObjectNode> purchases = new TreeMap<>();
    final ToyBag bag;
    String name = "";
    int version = 1;

    ToyPlayer(String id, boolean unlimitedBag) {
        this.id = id;
        bag = new ToyBag(unlimitedBag);
    }
}
