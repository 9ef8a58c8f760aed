/** Which DynamoDB this process speaks to, its tables at start, and leases kept in it. */
@NullMarked
package com.necpgame.platform.runtime.store;

import org.jspecify.annotations.NullMarked;
