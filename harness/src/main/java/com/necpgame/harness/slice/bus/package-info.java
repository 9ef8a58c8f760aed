/**
 * What invokes functions in AWS without a client behind it: EventBridge's bus and scheduler, and SQS. Each as AWS documents
 * it, with delays of milliseconds in place of minutes.
 */
@NullMarked
package com.necpgame.harness.slice.bus;

import org.jspecify.annotations.NullMarked;
