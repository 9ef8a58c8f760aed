/** DynamoDB Streams for a store that has none: the outbox rows of each table, handed to the function that relays them. */
@NullMarked
package com.necpgame.harness.slice.stream;

import org.jspecify.annotations.NullMarked;
