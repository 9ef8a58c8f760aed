# Each wish is one line over ./mvnw or java. `make help` lists them.

PORT ?= 8080
HOST ?= 127.0.0.1
DATA ?= data
SEED ?=
TARGET ?= jvm

JDK = $$(./.mvn/jdk25)
JAVA = "$(JDK)/bin/java"
MVN = JAVA_HOME="$(JDK)" MAVEN_OPTS="--enable-native-access=ALL-UNNAMED $$MAVEN_OPTS" ./mvnw
SERVER = app/server/target/necpgame
JAR = app/server/target/server.jar
HARNESS = harness/target/harness.jar
GAMESIM = gamesim/target/gamesim.jar
# The last file of a build: the recording that starts begin from, and what it holds for.
BUILT = app/server/target/server.aot.stamp
IMAGE = app/server/target/image
TEST_ARGS = app/server/target/run.args
# The same app on a store that does nothing: what is left is its own cost. And on AWS's DynamoDB Local, which only tests may use.
CEILING_COMMAND = "\"$(JDK)/bin/java\" @$(TEST_ARGS) com.necpgame.server.NoopLauncher"
# As in the start script.
NETTY = --sun-misc-unsafe-memory-access=allow -Dio.netty.noUnsafe=false -Dio.netty.handler.ssl.noOpenSsl=true
# The same server with a socket route that only relays.
RELAY_COMMAND = "\"$(JDK)/bin/java\" -Xmx512m $(NETTY) @$(TEST_ARGS) com.necpgame.server.RelayLauncher"
DYNAMODB_LOCAL_COMMAND = "\"$(JDK)/bin/java\" @$(TEST_ARGS) com.necpgame.server.LocalLauncher"
CASES ?= 100000
KILLS ?= 20
SECONDS ?= 600
EVENTS ?= 20000
ROUNDS ?= 10
HALTS ?= 50
OPERATIONS ?= 10000
RUNS ?= 5
UDP ?= 7777
TCP ?= 7778
COUNT ?= 4
LOGS ?=
SWITCHES ?=
# Flags of local slices: --shape=image --authorizer=function --instances=4 --store-tls --delivery-faults=0.2
SLICES_FLAGS ?=
AUTHORIZER ?=
M ?=
EMPTY :=
COMMA := ,
MODULES = $(subst $(EMPTY) $(EMPTY),$(COMMA),$(patsubst %/pom.xml,%,$(wildcard modules/*/pom.xml)))
SLICES = modules/$(if $(M),$(M),*)/target/*-lambda.zip
SOURCES := $(shell find pom.xml platform modules app content harness gamesim -name target -prune -o -type f ! -name .jqwik-database -print 2>/dev/null)

# What the command line says, else the second.
given = $(if $(filter command line,$(origin $(1))),$($(1)),$(2))

ENGINE_TEST = $(MVN) -q -pl platform/embedded -am test -Dspotless.check.skip -Dsurefire.failIfNoSpecifiedTests=false -Dtest.excluded=

.PHONY: help run seed slices image slice-images slices-check contract contract-diff bench-slices bench-warm gamesim bots test sim match autoscale bench bench-voice voice-quality bench-engine diff kills soak backup restore voice-kills voice-races fleet-soak gamesim-fuzz bench-fleet halts faults lint docs fmt clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile

# The server knows no setting of this name, and would not start with it.
unexport NECPGAME_GAMESIM_SECRET
ifdef NECPGAME_GAMESIM_SECRET
run: export NECPGAME_IDENTITY_CLIENTS_GAMESIM_SECRET := $(value NECPGAME_GAMESIM_SECRET)
run: export NECPGAME_IDENTITY_CLIENTS_GAMESIM_SCOPES := necpgame/gamesim
gamesim: export NECPGAME_GAMESIM_SECRET := $(value NECPGAME_GAMESIM_SECRET)
endif

run: $(BUILT) ## starts the server; PORT=8080, DATA=data (a folder), HOST=127.0.0.1; NECPGAME_GAMESIM_SECRET lets game servers in
	@exec $(SERVER) -micronaut.server.host=$(HOST) -micronaut.server.port=$(PORT) -necpgame.store.path=$(DATA)

# A test that fails is run once more: one that passes then stands among the "Flakes" at the end of its module, and is to be mended.
test: jdk ## builds everything and runs all tests
	$(MVN) verify -Dsurefire.rerunFailingTestsCount=1

seed: $(JAR) ## makes the tables that are missing and brings content/ into them; the store by NECPGAME_STORE_KIND, ..._ENDPOINT
	@exec $(SERVER) --seed

slices: $(JAR) ## the zip file of each module's function, and a look into it; M=economy for one
	@rm -f $(SLICES)
	@$(MVN) -q -Plambda -pl $(if $(M),modules/$(M),$(MODULES)) -am package -Dmaven.test.skip=true -Dspotless.check.skip -Dcyclonedx.skip
	@$(JAVA) -jar $(HARNESS) slices $(SLICES)

gamesim: $(JAR) ## starts a game server beside a running server; UDP=7777, TCP=7778 (the spectators' page), PORT=8080, LOGS=
	@exec $(JAVA) -XX:+UseSerialGC -Xmx256m -jar $(GAMESIM) --registry http://localhost:$(PORT) --port $(UDP) --tcp-port $(TCP) \
	  $(if $(LOGS),--log $(LOGS))

bots: $(JAR) ## four bots sign in, ask for a session, and play it; COUNT=4, PORT=8080
	@exec $(JAVA) -XX:+UseSerialGC -jar $(GAMESIM) bots --registry http://localhost:$(PORT) --count $(COUNT)

sim: $(BUILT) ## plays a seeded game and audits every answer; SEED=n, STEPS=, PLAYERS=, THREADS=, TARGET=jvm, slices or a URL
	@exec $(JAVA) -jar $(HARNESS) sim $(if $(SEED),--seed $(SEED)) $(if $(STEPS),--steps $(STEPS)) \
	  $(if $(PLAYERS),--players $(PLAYERS)) $(if $(THREADS),--threads $(THREADS)) --target $(TARGET) --server-command $(SERVER) $(SLICES_FLAGS)

match: $(BUILT) ## bots play on game servers over UDP, every result is audited; SEED=n, BOTS=, ROUNDS=, MATCH='--kill-servers=1 --loss=0.05'
	@exec $(JAVA) -jar $(HARNESS) match $(if $(SEED),--seed $(SEED)) $(if $(BOTS),--bots $(BOTS)) \
	  $(if $(filter command line,$(origin ROUNDS)),--rounds $(ROUNDS)) --target $(TARGET) --server-command $(SERVER) \
	  --gamesim-command "\"$(JDK)/bin/java\" -Xmx512m -jar $(GAMESIM)" $(SLICES_FLAGS) $(MATCH)

contract: $(BUILT) ## plays a script over every route and the socket, and checks each answer; SEED=n, TARGET=jvm, slices or a URL
	@mkdir -p target/contract
	@exec $(JAVA) -jar $(HARNESS) contract $(if $(SEED),--seed $(SEED)) --out target/contract/$(TARGET).txt --target $(TARGET) \
	  --server-command $(SERVER) $(SLICES_FLAGS)

contract-diff: slices ## the same on the one JVM and on slices, and what they answer otherwise; SEED=n
	@$(MAKE) contract TARGET=jvm
	@$(MAKE) contract TARGET=slices
	@exec $(JAVA) -jar $(HARNESS) contract-diff target/contract/jvm.txt target/contract/slices.txt --explained docs/slices-differences.txt

slices-check: $(BUILT) ## every shape of event to the slices that `make slices` has made, with faults; SEED=n, SLICES_FLAGS='--shape=image'
	@exec $(JAVA) -jar $(HARNESS) slices-check $(if $(SEED),--seed $(SEED)) --server-command $(SERVER) $(SLICES_FLAGS)

bench-warm: $(BUILT) ## 50 game operations a second through the gateway, the store over HTTPS; SECONDS=60, SLICES_FLAGS='--shape=image'
	@exec $(JAVA) -jar $(HARNESS) warm --seconds $(call given,SECONDS,60) $(if $(SEED),--seed $(SEED)) --store-tls \
	  --server-command $(SERVER) $(SLICES_FLAGS)

autoscale: $(JAR) ## what autoscaling policies do with a load curve; SEED=n, CURVE=file, AUTOSCALE='--policy=sessions=7,fixed=30'
	@exec $(JAVA) -jar $(HARNESS) autoscale $(if $(SEED),--seed $(SEED)) $(if $(CURVE),--curve $(CURVE)) $(AUTOSCALE)

bench: $(BUILT) $(TEST_ARGS) ## measures; leaves a table and a page with plots in target/bench; TARGET=jvm or a URL
	@exec $(JAVA) -jar $(HARNESS) bench --target $(TARGET) --server-command $(SERVER) \
	  --ceiling-command $(CEILING_COMMAND) --beside dynamodb-local=$(DYNAMODB_LOCAL_COMMAND)

bench-voice: $(BUILT) $(TEST_ARGS) ## the fan-out of voice beside a bare Netty server, then twice the load that saturates; ROUNDS=10
	@exec $(JAVA) --enable-native-access=ALL-UNNAMED -jar $(HARNESS) voice-bench --door relay --rounds $(ROUNDS) \
	  --server-env NECPGAME_SERVER_RATE_LIMIT_ENABLED=false --server-command $(RELAY_COMMAND)

voice-quality: $(TEST_ARGS) ## real speech from one Chromium page to another, measured: five runs; RUNS=5, SWITCHES='start=15&margin=5'
	@exec python3 harness/voice-quality/voice_quality.py --runs $(RUNS) --out app/server/target/voice-quality \
	  $(if $(SWITCHES),--switches '$(SWITCHES)') -- $(JAVA) @$(TEST_ARGS)

image: $(BUILT) ## the server as the folder of a container image, recorded there: app/server/target/image
	@rm -rf $(IMAGE) && mkdir -p $(IMAGE)
	@cp -R $(addprefix app/server/target/,server.jar lib content necpgame backup jdk25 Dockerfile .dockerignore) $(IMAGE)
	@JAVA_HOME="$(JDK)" $(IMAGE)/necpgame --train >app/server/target/image.log 2>&1 || { cat app/server/target/image.log; exit 1; }
	@du -sh $(IMAGE)

slice-images: $(BUILT) slices ## each slice as the folder of a container image, recorded there: modules/*/target/image; M=economy for one, AUTHORIZER=function
	@exec $(JAVA) -jar $(HARNESS) slice-images --server-command $(SERVER) $(if $(AUTHORIZER),--authorizer=$(AUTHORIZER)) $(if $(M),$(shell ls modules/$(M)/target/*-lambda.zip),$(shell ls modules/*/target/*-lambda.zip))

bench-slices: $(BUILT) slices ## cold starts of a slice in each shape, beside a bare handler; M=economy, ROUNDS=10
	@rm -rf modules/$(or $(M),economy)/target/cold-start
	@exec $(JAVA) -jar $(HARNESS) cold-start --rounds $(ROUNDS) --server-command $(SERVER) \
	  --slice $(shell ls modules/$(or $(M),economy)/target/*-lambda.zip) --out modules/$(or $(M),economy)/target/cold-start

backup: ## takes a backup of a running server; PORT=8080, SECRET=... of the operator
	@sh app/server/src/main/dist/backup "http://localhost:$(PORT)" "$(SECRET)"

restore: $(BUILT) ## puts a backup into an empty folder; FROM=data/backups/..., DATA=data
	@exec $(SERVER) --restore "$(FROM)" "$(DATA)"

bench-engine: jdk ## the embedded engine beside DynamoDB Local and PostgreSQL; ROUNDS=10; leaves platform/embedded/target/engine-bench
	$(MVN) -q -pl platform/embedded -am process-test-classes -Dspotless.check.skip
	@exec $(JAVA) --enable-native-access=ALL-UNNAMED -Xmx2g \
	  -cp "platform/embedded/target/test-classes:platform/embedded/target/classes:$$(cat platform/embedded/target/bench.classpath)" \
	  com.necpgame.platform.embedded.bench.EngineBench folder=platform/embedded/target/engine-bench rounds=$(ROUNDS)

diff: jdk ## random expressions and calls, here and on DynamoDB Local: each answer compared; CASES=100000, SEED=n
	@$(ENGINE_TEST) -Dtest='*DifferentialTest' -Dcases=$(CASES) $(if $(SEED),-Dseed=$(SEED))

kills: jdk ## kills the engine in the middle of writes, tears its log, fills its disk; KILLS=20
	@$(ENGINE_TEST) -Dtest='KillTest,KillSoakTest,TornLogTest,DiskFullTest' -Drounds=$(KILLS)

soak: jdk ## writes at full load, and a million items: memory, stalls, open time; SECONDS=600
	@$(ENGINE_TEST) -Dtest=SoakTest -Dseconds=$(SECONDS)

voice-kills: jdk ## kills the server while twenty speakers are recorded; KILLS=5
	$(MVN) -q -pl app/server -am test -Dspotless.check.skip -Dsurefire.failIfNoSpecifiedTests=false -Dtest.excluded= -Dtest=VoiceKillSoak -Drounds=$(KILLS)

voice-races: jdk ## 10,000 joins and leaves at once; 50,000 changes of who hears whom while they talk; a listener that reads nothing for 10 s
	$(MVN) -q -pl modules/voice,app/server -am test -Dspotless.check.skip -Dsurefire.failIfNoSpecifiedTests=false -Dtest.excluded= \
	  -Dtest='RoomRaceTest,CastChangeRaceTest,SlowListenerTest' -Dstalled=10

fleet-soak: jdk ## sessions created, joined and ended by 8 threads, with store faults and dying servers; OPERATIONS=1000000
	$(MVN) -q -pl modules/gamesim-registry -am test -Dspotless.check.skip -Dsurefire.failIfNoSpecifiedTests=false -Dtest.excluded= \
	  -Dtest='FleetSoakTest,SilenceSweepTest,LostFleetTest' -Doperations=$(call given,OPERATIONS,1000000) -Dsessions=10000 -Dservers=200

gamesim-fuzz: jdk ## datagrams of every length and content at a game server, and forged requests; INPUTS=10000000
	$(MVN) -q -pl gamesim -am test -Dspotless.check.skip -Dsurefire.failIfNoSpecifiedTests=false -Dtest.excluded= \
	  -Dtest='DatagramFuzzTest,FloodTest' -Dinputs=$(call given,INPUTS,10000000)

bench-fleet: $(TEST_ARGS) ## allocations on the durable store; users of one instance; handshakes and packets over UDP; the tick of a full game server; SECONDS=20
	@$(JAVA) --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -Xmx2g -Dseconds=$(call given,SECONDS,20) -cp \
	  "modules/gamesim-registry/target/test-classes:$$(sed -n 3p $(TEST_ARGS) | tr -d '"')" com.necpgame.gamesimregistry.session.AllocationBench
	@$(JAVA) --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -Xmx2g -Dseconds=$(call given,SECONDS,30) -cp \
	  "modules/gamesim-registry/target/test-classes:$$(sed -n 3p $(TEST_ARGS) | tr -d '"')" com.necpgame.gamesimregistry.session.UsersBench
	@$(JAVA) -XX:+UseSerialGC -cp gamesim/target/test-classes:$(GAMESIM) com.necpgame.gamesim.transport.TransportBench
	@$(JAVA) -XX:+UseSerialGC -Dsessions=10,20,40 -Dseconds=$(call given,SECONDS,60) -Dwarmup=10 \
	  -cp gamesim/target/test-classes:$(GAMESIM) com.necpgame.gamesim.server.TickBench

halts: jdk ## kills the server at random writes of many purchases, and counts; EVENTS=20000, HALTS=50
	$(MVN) -q -pl app/server -am test -Dspotless.check.skip -Dsurefire.failIfNoSpecifiedTests=false -Dtest.excluded= -Dtest=HaltSoak -Devents=$(EVENTS) -Dhalts=$(HALTS)

faults: jdk ## sends transfers and purchases while the store misbehaves, and checks the books; OPERATIONS=10000
	$(MVN) -q -pl app/server -am test -Dspotless.check.skip -Dsurefire.failIfNoSpecifiedTests=false -Dtest.excluded= -Dtest=FaultSoak -Doperations=$(OPERATIONS)

lint: $(TEST_ARGS) ## checks content/ and names file, line and column of what is wrong
	@exec $(JAVA) @$(TEST_ARGS) com.necpgame.platform.runtime.content.ContentLintMain content

docs: jdk ## writes docs/configuration.md, docs/problems.md and docs/modules/ from the code
	$(MVN) -q -pl app/server -am test -Dspotless.check.skip -Dtest=ReferenceDocsTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true

fmt: jdk ## formats the code
	$(MVN) -q spotless:apply

clean: ## removes what was built, never DATA
	$(MVN) -q clean

jdk:
	@./.mvn/jdk25 >/dev/null
.PHONY: jdk

# The package, with the tests' classes and the harness. `make test` makes it too.
$(JAR): $(SOURCES) | jdk
	@echo "Building the server. The first time this downloads its libraries, which takes a few minutes."
	@$(MVN) -q -pl harness,gamesim,app/server -am package -DskipTests -Dspotless.check.skip -Dcyclonedx.skip
	@touch $@

$(TEST_ARGS): $(JAR)
	@printf '%s\n' --enable-native-access=ALL-UNNAMED -cp \
	  "\"app/server/target/test-classes:app/server/target/classes:$$(cat app/server/target/run.classpath)\"" >$@

$(BUILT): $(JAR)
	@echo "Recording a start, so that the next ones are short."
	@JAVA_HOME="$(JDK)" $(SERVER) --train >app/server/target/train.log 2>&1 || { cat app/server/target/train.log; exit 1; }
