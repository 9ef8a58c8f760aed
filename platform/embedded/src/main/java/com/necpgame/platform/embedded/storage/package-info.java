/** Ordered bytes in a folder: atomic batches, group commit, consistent views, backup. Knows nothing of DynamoDB. */
@NullMarked
package com.necpgame.platform.embedded.storage;

import org.jspecify.annotations.NullMarked;
