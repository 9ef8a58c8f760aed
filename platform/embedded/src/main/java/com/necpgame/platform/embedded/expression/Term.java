package com.necpgame.platform.embedded.expression;

/** What may stand in parentheses in a condition: something to compute with, or a yes or no. */
sealed interface Term permits Operand, Clause {}
