package com.necpgame.platform.data.processor;

/** The types of the run-time half, by name: this half is never on the same class path. */
final class Names {
    private static final String PACKAGE = "com.necpgame.platform.data.";

    static final String ITEM_KEY = PACKAGE + "ItemKey";
    static final String INDEX_KEY = PACKAGE + "IndexKey";
    static final String DYNAMO_REPOSITORY = PACKAGE + "DynamoRepository";
    static final String SCAN = PACKAGE + "Scan";
    static final String PAGE_OF = PACKAGE + "PageOf";
    static final String ITEM_PAGE = PACKAGE + "ItemPage";
    static final String ITEMS = PACKAGE + "Items";
    static final String KEY = PACKAGE + "Key";
    static final String COMPILED_METHOD = PACKAGE + "CompiledMethod";
    static final String ADVICE = PACKAGE + "RepositoryAdvice";

    private Names() {}
}
