package com.necpgame.platform.embedded;

/** Where DynamoDB Local does not do what DynamoDB does, so that a difference from it is right. Expressions have their own list. */
enum CallQuirk {
    /** DynamoDB refuses two actions on one item before it looks at conditions and updates; DynamoDB Local after. */
    DUPLICATES_LAST {
        @Override
        boolean explains(RandomCall call, Answer embedded, Answer local) {
            return embedded.message().startsWith("Transaction request cannot include multiple operations on one item")
                    && !local.outcome().equals(Answer.DONE);
        }
    },

    /** DynamoDB cancels a transaction of which an action does not fit its item or an index; DynamoDB Local mostly refuses it without reasons. */
    INVALID_WITHOUT_REASONS {
        @Override
        boolean explains(RandomCall call, Answer embedded, Answer local) {
            return embedded.outcome().equals(Answer.CANCELLED)
                    && embedded.content().contains("ValidationError")
                    && local.outcome().equals(Answer.INVALID);
        }
    },

    /** DynamoDB refuses a filter over what an index does not hold; DynamoDB Local does so for Query, and for Scan looks into the table. */
    UNPROJECTED_SCAN_FILTER {
        @Override
        boolean explains(RandomCall call, Answer embedded, Answer local) {
            return call.kind().equals("scan")
                    && embedded.message().contains("does not project one or more filter attributes")
                    && local.outcome().equals(Answer.DONE);
        }
    },

    /**
     * Where a limit is reached DynamoDB says where to go on, though nothing may follow. DynamoDB Local does not if the last key is the
     * bound of the question itself: of BETWEEN, of {@code <=}, of {@code >=}, or the only key of a partition.
     */
    END_OF_RANGE {
        @Override
        boolean explains(RandomCall call, Answer embedded, Answer local) {
            int last = local.pages().size() - 1;
            return call.kind().equals("query")
                    && embedded.outcome().equals(local.outcome())
                    && embedded.content().equals(local.content())
                    && embedded.pages().size() == last + 2
                    && embedded.pages().getLast().equals("0")
                    && embedded.pages().subList(0, last).equals(local.pages().subList(0, last))
                    && embedded.pages().get(last).startsWith(local.pages().get(last) + " ");
        }
    };

    /** Whether it is why the answers differ. */
    abstract boolean explains(RandomCall call, Answer embedded, Answer local);
}
