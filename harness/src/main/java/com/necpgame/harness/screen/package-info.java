/** What people see on a terminal: progress and tables. */
@NullMarked
package com.necpgame.harness.screen;

import org.jspecify.annotations.NullMarked;
