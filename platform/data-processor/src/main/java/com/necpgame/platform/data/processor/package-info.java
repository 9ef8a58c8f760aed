/** The compile-time half of Micronaut Data for DynamoDB. It knows the annotations of the other half by name only. */
@NullMarked
package com.necpgame.platform.data.processor;

import org.jspecify.annotations.NullMarked;
