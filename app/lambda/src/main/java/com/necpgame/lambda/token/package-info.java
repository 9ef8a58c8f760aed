/** Who calls: what API Gateway's authorizer has found out, or, where there is no gateway, the bearer token itself. */
@NullMarked
package com.necpgame.lambda.token;

import org.jspecify.annotations.NullMarked;
