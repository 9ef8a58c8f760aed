/** What a function measures, as CloudWatch takes it from the log. */
@NullMarked
package com.necpgame.lambda.meter;

import org.jspecify.annotations.NullMarked;
