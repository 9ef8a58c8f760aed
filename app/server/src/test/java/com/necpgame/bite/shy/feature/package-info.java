@NullMarked
package com.necpgame.bite.shy.feature;

import org.jspecify.annotations.NullMarked;
