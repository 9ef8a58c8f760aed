package com.necpgame.server;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.necpgame.platform.data.DynamoRepository;
import com.necpgame.platform.runtime.GameModule;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.micronaut.context.annotation.Configuration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/**
 * The shape of the system. The rules are closed: what they do not know is forbidden. None names a module, so that a new
 * one is covered from its first commit.
 */
final class ModularityRules {
    private static final String OURS = "com.necpgame..";
    private static final String CONTRACTS = "com.necpgame.contracts..";
    private static final String DATA = "com.necpgame.platform.data..";
    private static final String EMBEDDED = "com.necpgame.platform.embedded..";
    /** The game server, its agent and its clients: a program of its own. */
    private static final String GAMESIM = "com.necpgame.gamesim..";

    private static final String HARNESS = "com.necpgame.harness..";
    private static final String TESTKIT = "com.necpgame.platform.testkit..";

    /** What the framework writes at build time: {@code $Foo$Definition}, {@code Foo$Intercepted} and the like. */
    private static final DescribedPredicate<JavaClass> GENERATED = describe(
            "generated",
            c -> c.getName().contains(".$") || c.getName().matches(".*\\$(Intercepted|ApplicationEventListener\\$.*)"));

    private static final DescribedPredicate<JavaClass> IN_A_MODULE =
            describe("in a game module", c -> module(c).isPresent());

    private static final DescribedPredicate<JavaClass> WRITTEN_IN_A_MODULE =
            IN_A_MODULE.and(not(GENERATED)).as("written in a game module");

    private static final DescribedPredicate<JavaClass> TABLE_OR_REPOSITORY = describe(
            "a table or a repository",
            c -> outermost(c).getSimpleName().endsWith("Table")
                    || outermost(c).isAnnotatedWith(DynamoRepository.class));

    /**
     * What speaks DynamoDB. A module's other classes may carry a change that a table made ({@code Write}) to the
     * transaction, look at what stood in its way ({@code StoredItem}), hand a page of a list on, and annotate their
     * records; none of that reaches the store.
     */
    private static final DescribedPredicate<JavaClass> THE_STORE = describe(
            "the store",
            c -> c.getPackageName().startsWith("software.amazon.awssdk")
                    || (c.getPackageName().equals("com.necpgame.platform.data")
                            && !c.isAnnotation()
                            && !Set.of("Write", "StoredItem", "ItemPage", "PageOf", "Position")
                                    .contains(c.getSimpleName())));

    /** What to use instead of what must not be called. */
    private static final Map<String, String> BANNED = Map.ofEntries(
            Map.entry("java.time.Instant.now()", "clock.instant()"),
            Map.entry("java.time.LocalDate.now()", "the Clock bean"),
            Map.entry("java.time.LocalDateTime.now()", "the Clock bean"),
            Map.entry("java.time.ZonedDateTime.now()", "the Clock bean"),
            Map.entry("java.time.OffsetDateTime.now()", "the Clock bean"),
            Map.entry("java.time.Clock.systemUTC()", "the Clock bean"),
            Map.entry("java.time.Clock.systemDefaultZone()", "the Clock bean"),
            Map.entry("java.lang.System.currentTimeMillis()", "clock.millis()"),
            Map.entry("java.util.Date.<init>()", "the Clock bean"),
            Map.entry("java.util.UUID.randomUUID()", "Ids"),
            Map.entry("java.lang.Math.random()", "the RandomGenerator bean"),
            Map.entry("java.util.Random.<init>()", "the RandomGenerator bean"),
            Map.entry("java.util.concurrent.ThreadLocalRandom.current()", "the RandomGenerator bean"),
            Map.entry("java.lang.Thread.sleep(long)", "a scheduler, or Backoff"),
            Map.entry("java.lang.Thread.sleep(java.time.Duration)", "a scheduler, or Backoff"));

    /** Where the beans that everybody else is given are made; and the main class of the game server, which has no beans. */
    private static final Set<String> MAKES_THE_BEANS = Set.of(
            "com.necpgame.platform.runtime.PlatformFactory",
            "com.necpgame.platform.embedded.TemporaryDynamo",
            "com.necpgame.gamesim.server.GamesimMain");

    static final ArchRule every_package_is_a_module_or_known = classes()
            .that(not(resideInAnyPackage(
                    CONTRACTS, "com.necpgame.platform..", "com.necpgame.server..", HARNESS, GAMESIM)))
            .should(ArchCondition.from(IN_A_MODULE));

    /** By which it is known at run time, and switched off. */
    static final ArchRule every_module_is_a_configuration =
            classes().that().areAnnotatedWith(GameModule.class).should().beAnnotatedWith(Configuration.class);

    static final ArchRule every_package_is_null_marked = classes()
            .that(not(GENERATED))
            .should(ArchCondition.from(
                    describe("be in a @NullMarked package", c -> c.getPackage().isAnnotatedWith(NullMarked.class))));

    static final ArchRule modules_do_not_know_each_other =
            classes().that(IN_A_MODULE).should(knowNoOtherModule());

    static final ArchRule nobody_else_knows_a_module =
            noClasses().that(not(IN_A_MODULE)).should().dependOnClassesThat(IN_A_MODULE);

    static final ArchRule modules_keep_their_types_to_themselves =
            classes().that(WRITTEN_IN_A_MODULE).should(notBePublicWithoutNeed());

    static final ArchRule only_tables_and_repositories_speak_dynamo = noClasses()
            .that(WRITTEN_IN_A_MODULE
                    .and(not(TABLE_OR_REPOSITORY))
                    .as("other than tables and repositories of a module"))
            .should()
            .dependOnClassesThat(THE_STORE);

    static final ArchRule modules_do_not_know_where_they_run = noClasses()
            .that(IN_A_MODULE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.netty..",
                    "io.micronaut.http.server.netty..",
                    "io.micronaut.function..",
                    "com.amazonaws..",
                    "software.amazon.awssdk.services.eventbridge..",
                    "software.amazon.awssdk.services.lambda..",
                    "software.amazon.awssdk.services.apigatewaymanagementapi..");

    static final ArchRule contracts_are_data = classes()
            .that()
            .resideInAPackage(CONTRACTS)
            .and(not(GENERATED))
            .should()
            .beRecords()
            .orShould()
            .beEnums()
            .orShould()
            .beInterfaces();

    static final ArchRule contracts_stand_alone = noClasses()
            .that()
            .resideInAPackage(CONTRACTS)
            .should()
            .dependOnClassesThat(resideInAnyPackage(OURS).and(not(resideInAnyPackage(CONTRACTS))));

    static final ArchRule data_stands_alone = noClasses()
            .that()
            .resideInAPackage(DATA)
            .should()
            .dependOnClassesThat(resideInAnyPackage(OURS).and(not(resideInAnyPackage(DATA))));

    static final ArchRule embedded_stands_alone = noClasses()
            .that()
            .resideInAPackage(EMBEDDED)
            .should()
            .dependOnClassesThat(resideInAnyPackage(OURS).and(not(resideInAnyPackage(EMBEDDED))));

    static final ArchRule only_the_one_jvm_knows_the_embedded_store = noClasses()
            .that(not(resideInAnyPackage(EMBEDDED, "com.necpgame.server..")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(EMBEDDED);

    /** And the game server's client library, whose bots it plays with. */
    static final ArchRule the_harness_sees_contracts_and_the_wire = noClasses()
            .that()
            .resideInAPackage(HARNESS)
            .should()
            .dependOnClassesThat(resideInAnyPackage(OURS).and(not(resideInAnyPackage(HARNESS, CONTRACTS, GAMESIM))));

    /** The harness has an extension for tests, in a package that its program does not touch. */
    static final ArchRule nothing_of_tests_is_in_main = noClasses()
            .that(not(resideInAnyPackage(TESTKIT, "com.necpgame.harness.junit..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    TESTKIT,
                    "com.necpgame.harness.junit..",
                    "com.amazonaws.services.dynamodbv2.local..",
                    "org.junit..");

    static final ArchRule time_chance_and_waiting_come_from_outside = classes()
            .that(not(resideInAnyPackage(TESTKIT, HARNESS)))
            .and(describe("do not make the beans", c -> !MAKES_THE_BEANS.contains(c.getName())))
            .should(callNothingBanned());

    private ModularityRules() {}

    /** The name of the module whose package, or whose sub-package, holds the class. */
    private static Optional<String> module(JavaClass type) {
        for (Optional<JavaPackage> p = Optional.of(type.getPackage());
                p.isPresent();
                p = p.get().getParent()) {
            if (p.get().isAnnotatedWith(GameModule.class)) {
                return Optional.of(p.get().getAnnotationOfType(GameModule.class).value());
            }
        }
        return Optional.empty();
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ModularityRules::outermost).orElse(type);
    }

    private static ArchCondition<JavaClass> knowNoOtherModule() {
        return new ArchCondition<>("know no other module") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (var dependency : type.getDirectDependenciesFromSelf()) {
                    var other = module(dependency.getTargetClass());
                    var foreign = other.isPresent() && !other.equals(module(type));
                    events.add(new SimpleConditionEvent(dependency, !foreign, dependency.getDescription()));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> notBePublicWithoutNeed() {
        return new ArchCondition<>("not be public, unless another package of the same module needs it") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var needed = type.getDirectDependenciesToSelf().stream()
                        .anyMatch(d -> !d.getOriginClass().getPackage().equals(type.getPackage())
                                && module(d.getOriginClass()).equals(module(type)));
                var open = type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC);
                events.add(new SimpleConditionEvent(type, !open || needed, type.getName() + " is public"));
            }
        };
    }

    private static ArchCondition<JavaClass> callNothingBanned() {
        return new ArchCondition<>("take time, chance and waiting from outside") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                    var instead = BANNED.get(access.getTarget().getFullName());
                    if (instead != null) {
                        events.add(SimpleConditionEvent.violated(access, access.getDescription() + "; use " + instead));
                    }
                }
            }
        };
    }
}
