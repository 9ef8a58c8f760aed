package com.necpgame.platform.runtime.version;

/**
 * A version of a resource as its {@code ETag} header tells it, strong: two answers with one tag say the same.
 *
 * @param version counts the resource's changes
 */
public record ETag(long version) {
    /** As it stands in the header: {@code "7"}, with the quotes. */
    @Override
    public String toString() {
        return "\"" + version + "\"";
    }
}
