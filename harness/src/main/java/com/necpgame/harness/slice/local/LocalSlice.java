package com.necpgame.harness.slice.local;

import com.necpgame.harness.slice.call.SliceDescription;
import com.necpgame.harness.slice.runtime.FunctionPool;

/** A module that runs as a function here. */
public record LocalSlice(SliceDescription description, FunctionPool function) {
    public String module() {
        return description.module();
    }
}
