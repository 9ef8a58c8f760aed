/**
 * DynamoDB's JSON protocol 1.0 over HTTP or HTTPS, in front of any {@code DynamoDbClient}, so that tools made for
 * DynamoDB can talk to a store that has no network of its own. Requests and answers are mapped by the fields that
 * the SDK's own types describe; there is no code per operation.
 */
@NullMarked
package com.necpgame.platform.embedded.door;

import org.jspecify.annotations.NullMarked;
