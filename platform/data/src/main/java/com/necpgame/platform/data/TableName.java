package com.necpgame.platform.data;

/**
 * A table.
 *
 * @param logical its name in the program
 * @param physical its name in DynamoDB: the logical one behind the configured prefix
 */
record TableName(String logical, String physical) {}
