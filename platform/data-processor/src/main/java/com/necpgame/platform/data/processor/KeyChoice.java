package com.necpgame.platform.data.processor;

import com.necpgame.platform.data.processor.EntityKeys.KeyOf;
import com.necpgame.platform.data.processor.MethodName.Operator;
import com.necpgame.platform.data.processor.MethodName.Predicate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The key by which a method's predicates are answered.
 *
 * @param partition the predicates of the partition's variables, in their order
 * @param sort the predicates that fix the first variables of the sort key
 * @param bound the predicate on the variable behind them, if there is one
 */
record KeyChoice(KeyOf key, List<Predicate> partition, List<Predicate> sort, Optional<Predicate> bound) {
    /** Whether it is the one item of a table's key. */
    boolean isWhole() {
        return !key.isIndex()
                && bound.isEmpty()
                && sort.size() == key.sort().variables().size();
    }

    /** The table's key if it serves, or else the first index that does. */
    static KeyChoice choose(EntityKeys entity, String method, MethodName name) {
        var reasons = new ArrayList<String>();
        for (KeyOf key : entity.keys()) {
            Optional<KeyChoice> choice = serve(key, name, reasons);
            if (choice.isPresent()) {
                return choice.orElseThrow();
            }
        }
        throw new IllegalArgumentException(
                "DynamoDB: no key of " + entity.name() + " serves " + method + ": " + String.join("; ", reasons));
    }

    private static Optional<KeyChoice> serve(KeyOf key, MethodName name, List<String> reasons) {
        var partition = new ArrayList<Predicate>();
        for (String variable : key.partition().variables()) {
            equal(name, variable).ifPresent(partition::add);
        }
        if (partition.size() < key.partition().variables().size()) {
            List<String> missing = key.partition().variables().stream()
                    .filter(variable -> equal(name, variable).isEmpty())
                    .toList();
            reasons.add((key.isIndex()
                            ? "index " + key.index()
                            : "the partition " + key.partition().text()) + " needs " + String.join(" and ", missing));
            return Optional.empty();
        }
        var sort = new ArrayList<Predicate>();
        Optional<Predicate> bound = Optional.empty();
        for (String variable : key.sort().variables()) {
            Optional<Predicate> fixed = equal(name, variable);
            if (fixed.isEmpty()) {
                bound = name.predicates().stream()
                        .filter(each -> each.component().equals(variable) && isRange(each.operator()))
                        .findFirst();
                break;
            }
            sort.add(fixed.orElseThrow());
        }
        var choice = new KeyChoice(key, partition, sort, bound);
        return choice.unused(name, reasons) || choice.misordered(name, reasons)
                ? Optional.empty()
                : Optional.of(choice);
    }

    private boolean unused(MethodName name, List<String> reasons) {
        Set<Predicate> left = new HashSet<>(name.predicates());
        left.removeAll(partition);
        left.removeAll(sort);
        bound.ifPresent(left::remove);
        if (left.isEmpty()) {
            return false;
        }
        reasons.add(where() + " cannot tell by "
                + String.join(
                        " and ",
                        left.stream().map(each -> describe(each)).sorted().toList()));
        return true;
    }

    private static String describe(Predicate predicate) {
        return predicate.component()
                + (predicate.operator() == Operator.EQUAL
                        ? ""
                        : " "
                                + predicate
                                        .operator()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' '));
    }

    private boolean misordered(MethodName name, List<String> reasons) {
        List<String> variables = key.sort().variables();
        String next = sort.size() < variables.size() ? variables.get(sort.size()) : "";
        if (name.order().isEmpty() || name.order().orElseThrow().component().equals(next)) {
            return false;
        }
        reasons.add(where() + (next.isEmpty() ? " has nothing left to order by" : " is ordered by " + next)
                + ", not by " + name.order().orElseThrow().component());
        return true;
    }

    private String where() {
        return (key.isIndex() ? "index " + key.index() + " with the sort key " : "the sort key ")
                + key.sort().text();
    }

    private static Optional<Predicate> equal(MethodName name, String variable) {
        return name.predicates().stream()
                .filter(each -> each.component().equals(variable) && each.operator() == Operator.EQUAL)
                .findFirst();
    }

    private static boolean isRange(Operator operator) {
        return operator != Operator.EQUAL && operator != Operator.IN;
    }
}
