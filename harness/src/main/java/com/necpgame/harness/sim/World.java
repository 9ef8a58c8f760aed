package com.necpgame.harness.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** What must be true: every player's wallet, ledger, purchases and items, and what has come into the world and left it. */
final class World {
    /** By which ways a currency comes and goes. */
    enum Flow {
        /** What players owned before the simulation gave them anything. */
        OPENED,
        GRANTED,
        BURNED,
        SPENT,
        /** Sent to players that the simulation does not play. */
        SENT_AWAY
    }

    private record Account(Flow flow, String currency) {}

    private final List<Person> people = new ArrayList<>();
    private final List<Offer> offers;
    private final Catalog catalog;
    private final Ceilings ceilings = new Ceilings();
    private final List<String> currencies;
    private final ConcurrentMap<Account, LongAdder> flows = new ConcurrentHashMap<>();

    /** @param offers what the store sells, at least one thing: it tells the currencies too */
    World(SimulationOptions options, List<Offer> offers, Catalog catalog) {
        this.offers = List.copyOf(offers);
        this.catalog = catalog;
        currencies =
                List.copyOf(new TreeSet<>(offers.stream().map(Offer::currency).toList()));
        for (int i = 0; i < options.players(); i++) {
            people.add(new Person(i, "sim-" + options.run() + "-" + options.seed() + "-" + i));
        }
    }

    Person person(int index) {
        return people.get(index);
    }

    List<Person> people() {
        return people;
    }

    List<String> currencies() {
        return currencies;
    }

    List<Offer> offers() {
        return offers;
    }

    Catalog catalog() {
        return catalog;
    }

    Ceilings ceilings() {
        return ceilings;
    }

    String currency(SplittableRandom chance) {
        return currencies.get(chance.nextInt(currencies.size()));
    }

    /** One that the player owns something of, if there is one. */
    String currencyOf(Person person, SplittableRandom chance) {
        List<String> owned =
                currencies.stream().filter(c -> person.balance(c) > 0).toList();
        return owned.isEmpty() ? currency(chance) : owned.get(chance.nextInt(owned.size()));
    }

    Offer offer(SplittableRandom chance) {
        return offers.get(chance.nextInt(offers.size()));
    }

    /** The first that is on sale for this currency. */
    Optional<Offer> offerFor(String currency) {
        return offers.stream()
                .filter(offer -> offer.onSale() && offer.currency().equals(currency))
                .findFirst();
    }

    long amount(Holding holding) {
        return person(holding.owner()).amount(holding.thing());
    }

    void adopt(Draft after) {
        after.changed().forEach((holding, amount) -> person(holding.owner()).setAmount(holding.thing(), amount));
    }

    void flow(Flow flow, String currency, long amount) {
        flows.computeIfAbsent(new Account(flow, currency), a -> new LongAdder()).add(amount);
    }

    long total(Flow flow, String currency) {
        LongAdder sum = flows.get(new Account(flow, currency));
        return sum == null ? 0 : sum.sum();
    }

    /** What all wallets together must hold. */
    long inWallets(String currency) {
        return total(Flow.OPENED, currency)
                + total(Flow.GRANTED, currency)
                - total(Flow.BURNED, currency)
                - total(Flow.SPENT, currency)
                - total(Flow.SENT_AWAY, currency);
    }

    /** All flows of a currency by name, for a report. */
    Map<String, Long> flows(String currency) {
        var byName = new TreeMap<String, Long>();
        for (Flow flow : Flow.values()) {
            byName.put(flow.name(), total(flow, currency));
        }
        return byName;
    }
}
