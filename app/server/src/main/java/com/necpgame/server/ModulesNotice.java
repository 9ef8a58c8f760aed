package com.necpgame.server;

import com.necpgame.platform.runtime.StartNotice;
import com.necpgame.platform.runtime.store.EnabledModules;
import jakarta.inject.Singleton;
import java.util.List;

/** Which modules are at work, so that one too many or too few is seen at the start. */
@Singleton
final class ModulesNotice implements StartNotice {
    private final EnabledModules modules;

    ModulesNotice(EnabledModules modules) {
        this.modules = modules;
    }

    @Override
    public List<String> lines() {
        return List.of("Modules      " + String.join(", ", modules.names()));
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
