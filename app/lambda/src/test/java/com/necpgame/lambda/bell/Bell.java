package com.necpgame.lambda.bell;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;

/**
 * How many strokes of a bell were heard.
 *
 * @param ear whose
 */
@MappedEntity("bell")
@ItemKey(partition = "BELL#{name}", sort = "{ear}")
public record Bell(String name, String ear, long strokes) {}
