/**
 * AWS Lambda in small: functions are real processes under AWS's runtime interface client, which takes its work from an
 * emulator of the Runtime API. Nothing here knows what a function does.
 */
@NullMarked
package com.necpgame.harness.slice.runtime;

import org.jspecify.annotations.NullMarked;
