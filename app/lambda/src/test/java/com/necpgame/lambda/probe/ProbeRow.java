package com.necpgame.lambda.probe;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;

@MappedEntity("probe")
@ItemKey(partition = "PROBE#{id}", sort = "-")
record ProbeRow(String id, String text) {}
