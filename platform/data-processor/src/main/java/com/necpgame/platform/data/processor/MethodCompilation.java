package com.necpgame.platform.data.processor;

import com.necpgame.platform.data.processor.MethodName.Operator;
import com.necpgame.platform.data.processor.MethodName.Predicate;
import io.micronaut.core.annotation.AnnotationClassValue;
import io.micronaut.core.annotation.AnnotationValueBuilder;
import io.micronaut.data.intercept.annotation.DataMethod;
import io.micronaut.data.processor.visitors.MethodMatchContext;
import io.micronaut.data.processor.visitors.finders.MethodMatchInfo;
import io.micronaut.inject.ast.ClassElement;
import io.micronaut.inject.ast.MethodElement;
import io.micronaut.inject.ast.ParameterElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** The compilation of one method of a repository. */
final class MethodCompilation {
    private final MethodMatchContext context;
    private final MethodElement method;
    private final ClassElement entityType;
    private final EntityKeys entity;
    private final List<ParameterElement> parameters = new ArrayList<>();
    private int page = -1;

    MethodCompilation(MethodMatchContext context) {
        this.context = context;
        this.method = context.getMethodElement();
        this.entityType = context.getRootEntity().getClassElement();
        this.entity = EntityKeys.of(entityType);
        ParameterElement[] all = context.getParameters();
        for (int i = 0; i < all.length; i++) {
            if (all[i].getType().getName().equals(Names.PAGE_OF)) {
                page = i;
            } else {
                parameters.add(all[i]);
            }
        }
    }

    MethodMatchInfo compile() {
        return baseMethod()
                .or(this::finder)
                .orElseThrow(
                        () -> new IllegalArgumentException("DynamoDB: " + method.getName() + " is neither a write of "
                                + entity.name() + " nor of the form find, count, exists or delete ... By ..."));
    }

    private Optional<MethodMatchInfo> baseMethod() {
        String name = method.getName();
        if (parameters.isEmpty() && method.getReturnType().getName().equals(Names.ITEMS)) {
            return Optional.of(done("ITEMS", DataMethod.OperationType.QUERY, plan -> {}));
        }
        if (parameters.size() != 1) {
            return Optional.empty();
        }
        ClassElement type = parameters.getFirst().getGenericType();
        if (name.equals("getAll")
                && type.getFirstTypeArgument()
                        .filter(of -> of.getName().equals(Names.KEY))
                        .isPresent()) {
            return Optional.of(done("GET_ALL", DataMethod.OperationType.QUERY, plan -> {}));
        }
        String operation = entityWrite(name);
        if (operation.isEmpty() || !type.getName().equals(entityType.getName())) {
            return Optional.empty();
        }
        boolean tells = operation.equals("INSERT_IF_ABSENT") || operation.equals("DELETE_ENTITY");
        returns("void", tells ? "boolean" : entityType.getName());
        return Optional.of(done(operation, DataMethod.OperationType.INSERT, plan -> {}));
    }

    /** What a method does that takes an entity; empty for any other name. */
    private static String entityWrite(String name) {
        return switch (name) {
            case "insert", "save" -> "INSERT";
            case "insertIfAbsent" -> "INSERT_IF_ABSENT";
            case "put" -> "PUT";
            case "replace", "update" -> "REPLACE";
            case "delete" -> "DELETE_ENTITY";
            default -> "";
        };
    }

    private Optional<MethodMatchInfo> finder() {
        return MethodName.parse(method.getName(), entity.components().keySet()).map(this::compile);
    }

    private MethodMatchInfo compile(MethodName name) {
        Map<Predicate, Integer> arguments = arguments(name);
        if (method.hasAnnotation(Names.SCAN)) {
            return scan(name, arguments);
        }
        if (name.predicates().isEmpty()) {
            throw new IllegalArgumentException("DynamoDB: " + method.getName() + " reads the whole table of "
                    + entity.name() + ": annotate it with @Scan if that is meant");
        }
        KeyChoice choice = chosen(name);
        return switch (name.verb()) {
            case "count" -> keyed("COUNT", DataMethod.OperationType.COUNT, name, choice, arguments, returns("long"));
            case "exists" ->
                keyed(
                        choice.isWhole() ? "EXISTS" : "EXISTS_ANY",
                        DataMethod.OperationType.EXISTS,
                        name,
                        choice,
                        arguments,
                        returns("boolean"));
            case "delete" -> delete(name, choice, arguments);
            default -> find(name, choice, arguments);
        };
    }

    private KeyChoice chosen(MethodName name) {
        try {
            return KeyChoice.choose(entity, method.getName(), name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    e.getMessage() + ". Ask for one of these, declare an @IndexKey, or annotate the method with @Scan",
                    e);
        }
    }

    private MethodMatchInfo delete(MethodName name, KeyChoice choice, Map<Predicate, Integer> arguments) {
        if (!choice.isWhole()) {
            throw new IllegalArgumentException("DynamoDB: " + method.getName() + " would delete several items of "
                    + entity.name() + ": one is deleted, by "
                    + choice.key().partition().text() + " and "
                    + choice.key().sort().text());
        }
        return keyed("DELETE", DataMethod.OperationType.DELETE, name, choice, arguments, returns("void", "boolean"));
    }

    private MethodMatchInfo find(MethodName name, KeyChoice choice, Map<Predicate, Integer> arguments) {
        Result result = result();
        if (result.container().isOne() && !choice.isWhole() && name.limit() == 0) {
            throw new IllegalArgumentException("DynamoDB: " + method.getName() + " may find several items of "
                    + entity.name() + ": return a List or an ItemPage, or say findFirst");
        }
        if (result.container().isOne() && name.limit() > 1) {
            throw new IllegalArgumentException(
                    "DynamoDB: " + method.getName() + " finds " + name.limit() + " items but returns one");
        }
        boolean whole = choice.isWhole() && result.container().isOne();
        return keyed(whole ? "GET" : "QUERY", DataMethod.OperationType.QUERY, name, choice, arguments, result);
    }

    private MethodMatchInfo keyed(
            String operation,
            DataMethod.OperationType kind,
            MethodName name,
            KeyChoice choice,
            Map<Predicate, Integer> arguments,
            Result result) {
        refuseStrayPage(result);
        return done(operation, kind, plan -> {
            plan.member("index", choice.key().index());
            plan.member("partition", indexes(choice.partition(), arguments));
            plan.member("sort", indexes(choice.sort(), arguments));
            choice.bound()
                    .ifPresent(bound ->
                            plan.member("bound", bound.operator().name()).member("bounds", bounds(bound, arguments)));
            plan.member(
                    "descending",
                    name.order().filter(MethodName.Order::descending).isPresent());
            plan.member("limit", name.limit());
            result.describe(plan);
        });
    }

    private MethodMatchInfo scan(MethodName name, Map<Predicate, Integer> arguments) {
        if (!name.verb().equals("find") || name.limit() > 0 || name.order().isPresent()) {
            throw new IllegalArgumentException("DynamoDB: " + method.getName()
                    + " cannot be a @Scan: that finds, in no order and without a limit");
        }
        Result result = result();
        if (result.container().isOne()) {
            throw new IllegalArgumentException(
                    "DynamoDB: " + method.getName() + " is a @Scan, which returns a List or an ItemPage");
        }
        refuseStrayPage(result);
        return done("SCAN", DataMethod.OperationType.QUERY, plan -> {
            plan.member(
                    "filterNames",
                    name.predicates().stream().map(Predicate::component).toArray(String[]::new));
            plan.member(
                    "filterOperators",
                    name.predicates().stream()
                            .map(each -> each.operator().name())
                            .toArray(String[]::new));
            plan.member("filterArguments", indexes(name.predicates(), arguments));
            result.describe(plan);
        });
    }

    private void refuseStrayPage(Result result) {
        if ((page >= 0) != (result.container() == Container.PAGE)) {
            throw new IllegalArgumentException(
                    "DynamoDB: " + method.getName() + ": a PageOf parameter and an ItemPage belong together");
        }
    }

    /** The place of each predicate's first argument among the method's parameters. */
    private Map<Predicate, Integer> arguments(MethodName name) {
        int needed = name.predicates().stream()
                .mapToInt(each -> each.operator().arguments())
                .sum();
        if (needed != parameters.size()) {
            throw new IllegalArgumentException("DynamoDB: " + method.getName() + " compares with " + needed
                    + " values but has " + parameters.size() + " parameters for them");
        }
        var places = new HashMap<Predicate, Integer>();
        int next = 0;
        for (Predicate predicate : name.predicates()) {
            if (places.containsKey(predicate)) {
                throw new IllegalArgumentException(
                        "DynamoDB: " + method.getName() + " compares " + predicate.component() + " twice");
            }
            for (int i = 0; i < predicate.operator().arguments(); i++) {
                checkType(predicate, parameters.get(next + i));
            }
            places.put(predicate, Arrays.asList(context.getParameters()).indexOf(parameters.get(next)));
            next += predicate.operator().arguments();
        }
        return places;
    }

    private void checkType(Predicate predicate, ParameterElement parameter) {
        ClassElement wanted = Objects.requireNonNull(entity.components().get(predicate.component()));
        ClassElement given = parameter.getGenericType();
        if (predicate.operator() == Operator.IN) {
            given = given.isAssignable(Iterable.class)
                    ? given.getFirstTypeArgument().orElse(given)
                    : given;
        }
        boolean textual =
                predicate.operator() == Operator.STARTS && given.getName().equals("java.lang.String");
        if (!textual && !boxed(given.getName()).equals(boxed(wanted.getName()))) {
            throw new IllegalArgumentException("DynamoDB: " + method.getName() + " compares "
                    + predicate.component() + ", a " + wanted.getSimpleName() + ", with the parameter "
                    + parameter.getName() + ", a " + given.getSimpleName());
        }
    }

    private static String boxed(String type) {
        return switch (type) {
            case "int", "java.lang.Integer" -> "whole";
            case "long", "java.lang.Long" -> "whole";
            case "double" -> "java.lang.Double";
            case "boolean" -> "java.lang.Boolean";
            default -> type;
        };
    }

    private static int[] indexes(List<Predicate> predicates, Map<Predicate, Integer> arguments) {
        return predicates.stream().mapToInt(arguments::get).toArray();
    }

    private int[] bounds(Predicate bound, Map<Predicate, Integer> arguments) {
        int first = Objects.requireNonNull(arguments.get(bound));
        if (bound.operator().arguments() == 1) {
            return new int[] {first};
        }
        int second = parameters.indexOf(context.getParameters()[first]) + 1;
        return new int[] {first, Arrays.asList(context.getParameters()).indexOf(parameters.get(second))};
    }

    private Result returns(String... names) {
        String name = method.getGenericReturnType().getName();
        if (!List.of(names).contains(name)) {
            throw new IllegalArgumentException(
                    "DynamoDB: " + method.getName() + " returns " + String.join(" or ", names) + ", not " + name);
        }
        return new Result(Container.ONE, Optional.empty());
    }

    private Result result() {
        ClassElement type = method.getGenericReturnType();
        Container container = container(type.getName());
        ClassElement element =
                container == Container.ONE ? type : type.getFirstTypeArgument().orElse(type);
        return new Result(
                container,
                element.getName().equals(entityType.getName()) ? Optional.empty() : Optional.of(projection(element)));
    }

    private static Container container(String type) {
        return switch (type) {
            case "java.util.Optional" -> Container.OPTIONAL;
            case "java.util.List", "java.util.Collection", "java.lang.Iterable" -> Container.LIST;
            case Names.ITEM_PAGE -> Container.PAGE;
            default -> Container.ONE;
        };
    }

    private ClassElement projection(ClassElement type) {
        if (!type.hasStereotype("io.micronaut.core.annotation.Introspected") || !type.isRecord()) {
            throw new IllegalArgumentException(
                    "DynamoDB: " + method.getName() + " returns " + type.getSimpleName() + ", which is neither "
                            + entity.name() + " nor an @Introspected record with some of its components");
        }
        type.getBeanProperties().forEach(property -> {
            ClassElement stored = entity.components().get(property.getName());
            if (stored == null
                    || !boxed(stored.getName()).equals(boxed(property.getType().getName()))) {
                throw new IllegalArgumentException("DynamoDB: " + method.getName() + " returns "
                        + type.getSimpleName() + ", but " + entity.name() + " has no "
                        + property.getType().getSimpleName() + " " + property.getName());
            }
        });
        return type;
    }

    private MethodMatchInfo done(
            String operation, DataMethod.OperationType kind, Consumer<AnnotationValueBuilder<?>> details) {
        method.annotate(Names.COMPILED_METHOD, plan -> {
            plan.member("operation", operation);
            plan.member("entity", new AnnotationClassValue<>(entityType.getName()));
            plan.member("page", page);
            details.accept(plan);
        });
        ClassElement advice = context.getVisitorContext()
                .getClassElement(Names.ADVICE)
                .orElseThrow(
                        () -> new IllegalArgumentException("DynamoDB: the run-time half is not on the class path"));
        return new MethodMatchInfo(kind, method.getGenericReturnType(), advice);
    }

    /** What the items are returned in. */
    private enum Container {
        ONE,
        OPTIONAL,
        LIST,
        PAGE;

        boolean isOne() {
            return this == ONE || this == OPTIONAL;
        }
    }

    private record Result(Container container, Optional<ClassElement> projection) {
        void describe(AnnotationValueBuilder<?> plan) {
            plan.member("container", container.name());
            projection.ifPresent(type -> plan.member("projection", new AnnotationClassValue<>(type.getName())));
        }
    }
}
