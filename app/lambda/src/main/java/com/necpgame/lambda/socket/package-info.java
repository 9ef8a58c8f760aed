/** WebSockets that API Gateway holds: what comes from them, and how a function speaks to them. */
@NullMarked
package com.necpgame.lambda.socket;

import org.jspecify.annotations.NullMarked;
