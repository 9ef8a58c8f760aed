package com.necpgame.platform.runtime.content;

/**
 * How large content may be.
 *
 * @param filesMax files in the folder
 * @param fileBytesMax bytes of one file
 * @param entriesMax entries of one kind, over all of its files
 * @param entryBytesMax bytes of one entry as JSON; DynamoDB's own limit for a row is 400 KB
 */
public record ContentLimits(int filesMax, int fileBytesMax, int entriesMax, int entryBytesMax) {
    public static final ContentLimits STANDARD = new ContentLimits(200, 1 << 20, 10_000, 100_000);

    private static final int ROW_BYTES_MAX = 400_000 - 4_000;

    public ContentLimits {
        if (filesMax < 1 || fileBytesMax < 1 || entriesMax < 1 || entryBytesMax < 1) {
            throw new IllegalArgumentException("a limit of content must be above zero");
        }
        if (entryBytesMax > ROW_BYTES_MAX) {
            throw new IllegalArgumentException("an entry of content must fit a row: " + ROW_BYTES_MAX + " bytes");
        }
    }
}
