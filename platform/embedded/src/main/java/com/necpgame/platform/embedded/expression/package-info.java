/** DynamoDB's expressions: parsed, checked and evaluated over items. */
@NullMarked
package com.necpgame.platform.embedded.expression;

import org.jspecify.annotations.NullMarked;
