/**
 * Micronaut Data for DynamoDB.
 *
 * <p>Entities are records whose keys are templates ({@link ItemKey}, {@link IndexKey}). {@link Dynamo} is the entry point: {@link Items} reads
 * and makes typed {@link Write}s, {@link Dynamo#transact} applies up to a hundred of them at once, and {@link DynamoRepository} interfaces get
 * finders that are checked against the keys when they are compiled.
 */
@NullMarked
package com.necpgame.platform.data;

import org.jspecify.annotations.NullMarked;
