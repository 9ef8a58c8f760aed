package com.necpgame.harness.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stable names for what differs from play to play: {@code plr_01k...} is {@code <plr-1>} wherever it stands. Numbered in the order of
 * appearance, by kind. Members of objects are put in order, since JSON says nothing of it.
 */
final class Names {
    /** Members whose value is drawn or sealed by the server. */
    private static final Set<String> DRAWN = Set.of(
            "accessToken",
            "access_token",
            "refreshToken",
            "refresh_token",
            "nextCursor",
            "joinCode",
            "joinToken",
            "tokenKey",
            "backfillToken",
            "ticket",
            "token",
            "resumeToken",
            "connectionId",
            "kid",
            "n",
            "x",
            "y");

    /** Members that are numbers, and are drawn or measured by the server. */
    private static final Set<String> DRAWN_NUMBERS = Set.of("ssrc", "alias", "epoch");

    private static final String ROSTER = "members";
    private static final Set<String> MEASURED = Set.of("queuedMillis", "traceId");

    private static final Pattern ID = Pattern.compile("\\b(?:(?<prefix>[a-z]{3,6})_)?[0-9a-hjkmnp-tv-z]{26}\\b");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:[\\d.]+)?Z");
    /** What players are called by who knows no name of theirs: by the end of their ids. */
    private static final Pattern NAMELESS = Pattern.compile("\\bPlayer [0-9a-z]{6}\\b");

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.~-]{6,}");

    private final Map<String, String> byValue = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    /** The same tree with names, and its members in order. */
    JsonNode named(JsonNode node) {
        return named(node, "");
    }

    private JsonNode named(JsonNode node, String member) {
        if (node.isObject()) {
            ObjectNode named = JsonNodeFactory.instance.objectNode();
            new TreeSet<>(iterable(node)).forEach(name -> named.set(text(name), named(node.get(name), name)));
            return named;
        }
        if (node.isArray()) {
            ArrayNode named = JsonNodeFactory.instance.arrayNode();
            inOrder(node, member).forEach(each -> named.add(named(each, member)));
            return named;
        }
        return leaf(node, member);
    }

    /** A roster has no order that is promised; who signed in first comes first here. */
    private static Iterable<JsonNode> inOrder(JsonNode list, String member) {
        if (!ROSTER.equals(member)) {
            return list;
        }
        var members = new ArrayList<JsonNode>();
        list.forEach(members::add);
        members.sort(Comparator.comparing(each -> each.path("playerId").asText()));
        return members;
    }

    private JsonNode leaf(JsonNode node, String member) {
        if (MEASURED.contains(member)) {
            return TextNode.valueOf("<" + member + ">");
        }
        if (node.isNumber() && DRAWN_NUMBERS.contains(member)) {
            return TextNode.valueOf(name(member + " " + node.asText(), member));
        }
        if (!node.isTextual()) {
            return node;
        }
        boolean isDrawn = DRAWN.contains(member) && !node.asText().isEmpty();
        return TextNode.valueOf(isDrawn ? name(node.asText(), member) : text(node.asText()));
    }

    private static Set<String> iterable(JsonNode node) {
        var names = new TreeSet<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The same text with names. */
    String text(String text) {
        @Nullable String whole = byValue.get(text);
        if (whole != null) {
            return whole;
        }
        String timeless =
                NAMELESS.matcher(TIME.matcher(text).replaceAll("<time>")).replaceAll("Player <id>");
        String named = ID.matcher(timeless).replaceAll(this::id);
        return WORD.matcher(named).replaceAll(word -> byValue.getOrDefault(word.group(), word.group()));
    }

    private String id(MatchResult id) {
        @Nullable String prefix = id.group("prefix");
        return name(id.group(), prefix == null ? "id" : prefix);
    }

    private String name(String value, String kind) {
        return byValue.computeIfAbsent(value, v -> "<" + kind + "-" + counts.merge(kind, 1, Integer::sum) + ">");
    }
}
