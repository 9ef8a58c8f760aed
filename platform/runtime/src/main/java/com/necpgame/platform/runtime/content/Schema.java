package com.necpgame.platform.runtime.content;

/** What a value must be. One rule of a schema, or a whole one. */
@FunctionalInterface
interface Schema {
    /** Adds to the findings whatever is wrong with the node, and the ids that it defines and refers to. */
    void check(Node node, String pointer, Findings findings);

    /** Whether there is nothing wrong with the node. */
    default boolean accepts(Node node, Findings findings) {
        var aside = findings.aside();
        check(node, "", aside);
        return aside.errors().isEmpty();
    }
}
