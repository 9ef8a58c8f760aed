/** DynamoDB's JSON protocol over HTTP, in front of any client of the SDK. */
@NullMarked
package com.necpgame.platform.embedded.door;

import org.jspecify.annotations.NullMarked;
