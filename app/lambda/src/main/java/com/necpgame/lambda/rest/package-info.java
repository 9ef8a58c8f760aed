/** API Gateway's REST APIs: proxy events through the same routing, filters and body readers as requests of the one JVM. */
@NullMarked
package com.necpgame.lambda.rest;

import org.jspecify.annotations.NullMarked;
