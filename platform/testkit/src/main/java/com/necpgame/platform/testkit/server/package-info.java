/**
 * A module as its clients meet it: on a real server of this JVM, over HTTP, with callers who are taken at their word.
 *
 * <p>Whatever is on the test's class path runs. Nothing here knows a type of ours.
 */
@NullMarked
package com.necpgame.platform.testkit.server;

import org.jspecify.annotations.NullMarked;
