package com.necpgame.platform.embedded.expression;

import com.necpgame.platform.embedded.expression.Token.Kind;

/** Projections: document paths and commas. */
final class ProjectionParser extends Parser {
    ProjectionParser(String text, Placeholders placeholders) {
        super("ProjectionExpression", text, placeholders);
    }

    PathTree<Path> parse() {
        var paths = new PathTree<Path>();
        do {
            var path = path();
            join(paths, path, path);
        } while (taken(Kind.COMMA));
        finish();
        return paths;
    }
}
