/** What a function writes to its log. */
@NullMarked
package com.necpgame.lambda.log;

import org.jspecify.annotations.NullMarked;
