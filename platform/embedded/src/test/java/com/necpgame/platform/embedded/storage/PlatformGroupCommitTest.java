package com.necpgame.platform.embedded.storage;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The same where writers sync for each other. */
class PlatformGroupCommitTest extends GroupCommitTest {
    @Override
    ExecutorService threads() {
        return Executors.newCachedThreadPool();
    }
}
