/** DynamoDB's API in this process: {@link EmbeddedDynamo} is the AWS SDK's own client interface over a folder on disk. */
@NullMarked
package com.necpgame.platform.embedded;

import org.jspecify.annotations.NullMarked;
