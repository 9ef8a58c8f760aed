@NullMarked
package com.necpgame.bite.lawful.feature;

import org.jspecify.annotations.NullMarked;
