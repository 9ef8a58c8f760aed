package com.necpgame.bite.lawful;

import com.necpgame.contracts.PlayerId;
import com.necpgame.platform.data.ItemPage;
import com.necpgame.platform.data.Write;
import com.necpgame.platform.runtime.Ids;

/** Carries what tables make, and knows contracts and the platform. */
record LawfulRules(Write change, ItemPage<String> page, PlayerId player, Ids ids) {
    public record Answer(String text) {}
}
