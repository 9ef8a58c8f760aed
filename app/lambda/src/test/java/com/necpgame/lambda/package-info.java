@NullMarked
package com.necpgame.lambda;

import org.jspecify.annotations.NullMarked;
