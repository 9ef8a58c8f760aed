# Each wish is one line over ./mvnw or java. `make help` lists them.

PORT ?= 8080
HOST ?= 127.0.0.1
DATA ?= data
SEED ?=
TARGET ?= jvm

JDK = $$(./.mvn/jdk25)
JAVA = "$(JDK)/bin/java"
MVN = JAVA_HOME="$(JDK)" MAVEN_OPTS="--enable-native-access=ALL-UNNAMED $$MAVEN_OPTS" ./mvnw
SERVER_ARGS = app/server/target/run.args
HARNESS = harness/target/harness.jar
LAUNCHER = com.necpgame.server.LocalLauncher
SERVER_COMMAND = "\"$(JDK)/bin/java\" @$(SERVER_ARGS) $(LAUNCHER)"
# The same app on a store that does nothing: what is left is its own cost.
CEILING_COMMAND = "\"$(JDK)/bin/java\" @$(SERVER_ARGS) com.necpgame.server.NoopLauncher"
EVENTS ?= 20000
ROUNDS ?= 10
HALTS ?= 50
OPERATIONS ?= 10000
SOURCES := $(shell find pom.xml platform modules app content harness -name target -prune -o -type f -print 2>/dev/null)

.PHONY: help run test sim bench bench-engine halts faults lint docs fmt clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile

run: $(SERVER_ARGS) ## starts the server; PORT=8080, DATA=data (a folder), HOST=127.0.0.1
	@exec $(JAVA) -Dmicronaut.server.host=$(HOST) -Dmicronaut.server.port=$(PORT) -Dnecpgame.store.path=$(DATA) @$(SERVER_ARGS) $(LAUNCHER)

test: jdk ## builds everything and runs all tests
	$(MVN) verify

sim: $(SERVER_ARGS) $(HARNESS) ## plays a seeded game and audits every answer; SEED=n, STEPS=, PLAYERS=, THREADS=, TARGET=jvm or a URL
	@exec $(JAVA) -jar $(HARNESS) sim $(if $(SEED),--seed $(SEED)) $(if $(STEPS),--steps $(STEPS)) \
	  $(if $(PLAYERS),--players $(PLAYERS)) $(if $(THREADS),--threads $(THREADS)) --target $(TARGET) --server-command $(SERVER_COMMAND)

bench: $(SERVER_ARGS) $(HARNESS) ## measures; leaves a table and a page with plots in target/bench; TARGET=jvm or a URL
	@exec $(JAVA) -jar $(HARNESS) bench --target $(TARGET) --server-command $(SERVER_COMMAND) --ceiling-command $(CEILING_COMMAND)

bench-engine: jdk ## the embedded engine beside DynamoDB Local and PostgreSQL; ROUNDS=10; leaves platform/embedded/target/engine-bench
	$(MVN) -q -pl platform/embedded -am process-test-classes -Dspotless.check.skip
	@exec $(JAVA) --enable-native-access=ALL-UNNAMED -Xmx2g \
	  -cp "platform/embedded/target/test-classes:platform/embedded/target/classes:$$(cat platform/embedded/target/bench.classpath)" \
	  com.necpgame.platform.embedded.bench.EngineBench folder=platform/embedded/target/engine-bench rounds=$(ROUNDS)

halts: jdk ## kills the server at random writes of many purchases, and counts; EVENTS=20000, HALTS=50
	$(MVN) -q -pl app/server -am test -Dspotless.check.skip -Dsurefire.failIfNoSpecifiedTests=false -Dtest.excluded= -Dtest=HaltSoak -Devents=$(EVENTS) -Dhalts=$(HALTS)

faults: jdk ## sends transfers and purchases while the store misbehaves, and checks the books; OPERATIONS=10000
	$(MVN) -q -pl app/server -am test -Dspotless.check.skip -Dsurefire.failIfNoSpecifiedTests=false -Dtest.excluded= -Dtest=FaultSoak -Doperations=$(OPERATIONS)

lint: $(SERVER_ARGS) ## checks content/ and names file, line and column of what is wrong
	@exec $(JAVA) @$(SERVER_ARGS) com.necpgame.platform.runtime.content.ContentLintMain content

docs: jdk ## writes docs/configuration.md, docs/problems.md and docs/modules/ from the code
	$(MVN) -q -pl app/server -am test -Dspotless.check.skip -Dtest=ReferenceDocsTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true

fmt: jdk ## formats the code
	$(MVN) -q spotless:apply

clean: ## removes what was built, never DATA
	$(MVN) -q clean

jdk:
	@./.mvn/jdk25 >/dev/null
.PHONY: jdk

# What `java` is to be called with, made anew when a source has changed.
$(SERVER_ARGS): $(SOURCES) | jdk
	@echo "Building the server. The first time this downloads its libraries, which takes a few minutes."
	@$(MVN) -q -pl app/server -am process-test-classes -Dspotless.check.skip
	@printf '%s\n' --enable-native-access=ALL-UNNAMED -cp \
	  "\"app/server/target/test-classes:app/server/target/classes:$$(cat app/server/target/run.classpath)\"" >$@

$(HARNESS): $(SOURCES) | jdk
	@echo "Building the harness."
	@$(MVN) -q -pl harness -am package -DskipTests -Dspotless.check.skip
	@touch $@
