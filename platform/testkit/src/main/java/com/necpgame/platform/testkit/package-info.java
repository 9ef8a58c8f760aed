/**
 * What tests stand on: a store in the process and ways to make it fail, time and chance that obey the test,
 * work done at once by many threads, and a client that holds every answer against the API's own description.
 *
 * <p>For the test scope of other modules only. Nothing here knows a type of the game.
 */
@NullMarked
package com.necpgame.platform.testkit;

import org.jspecify.annotations.NullMarked;
