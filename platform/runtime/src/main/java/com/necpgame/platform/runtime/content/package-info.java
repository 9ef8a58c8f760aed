/**
 * The game's definitions: from a designer's YAML to the versioned rows that modules read.
 *
 * <p>A module declares a kind of content by a JSON Schema among its resources, at {@code
 * META-INF/necpgame/content/<kind>.schema.json}; nothing lists the kinds. {@link
 * com.necpgame.platform.runtime.content.ContentLint} judges the whole folder, {@link
 * com.necpgame.platform.runtime.content.ContentSeeder} writes what is new into the owning module's table, and {@link
 * com.necpgame.platform.runtime.content.Content} is how a module reads it. Modules never see the folder.
 */
@NullMarked
package com.necpgame.platform.runtime.content;

import org.jspecify.annotations.NullMarked;
