/** Tests of the mapping, the writes and the repositories against DynamoDB Local in this process. */
@NullMarked
package com.necpgame.platform.data;

import org.jspecify.annotations.NullMarked;
