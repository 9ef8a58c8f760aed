package com.necpgame.harness.coldstart;

import com.necpgame.harness.slice.runtime.FunctionSpec;

/**
 * What is started in every round.
 *
 * @param name of what it is
 * @param beside the name of the bare handler in the same shape; its own for that one
 * @param event the first that it works at
 */
@SuppressWarnings("ArrayRecordComponent")
record Contender(String name, String beside, FunctionSpec function, byte[] event) {}
