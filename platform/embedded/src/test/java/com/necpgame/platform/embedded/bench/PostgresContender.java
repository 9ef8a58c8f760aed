package com.necpgame.platform.embedded.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * The same rows in tables of 8 columns, over JDBC on loopback, with one connection for each thread. As people write
 * it, a transaction is 4 statements and a commit; for fairness it is also there as one call of a function.
 */
final class PostgresContender implements Contender {
    private static final String TABLES = """
            CREATE TABLE profile (pk text, sk text, version bigint, score bigint, gpk text, name text, title text,
              joined bigint, PRIMARY KEY (pk, sk));
            CREATE INDEX by_score ON profile (gpk, score);
            CREATE TABLE wallet (pk text, sk text, coins bigint, gems bigint, version bigint, currency text, holder text,
              opened bigint, PRIMARY KEY (pk, sk));
            CREATE TABLE inventory (pk text, sk text, kind text, amount bigint, level bigint, quality text, bound text,
              got bigint, PRIMARY KEY (pk, sk));
            CREATE TABLE ledger (pk text, sk text, kind text, amount bigint, offer text, shop text, reason text,
              at bigint, PRIMARY KEY (pk, sk));
            """;
    private static final String PROFILE =
            "UPDATE profile SET version = version + 1, score = score + 1 WHERE pk = %s AND sk = 'PROFILE'";
    private static final String WALLET =
            "UPDATE wallet SET coins = coins - 1 WHERE pk = %s AND sk = 'WALLET' AND coins >= 1";
    private static final String ITEM = "UPDATE inventory SET kind = %s, amount = %s, level = 7, quality = 'legendary',"
            + " bound = 'soulbound', got = 1700000000 WHERE pk = %s AND sk = %s";
    private static final String LEDGER = "INSERT INTO ledger VALUES (%s, %s, 'purchase', -1, 'offer-of-the-day',"
            + " 'black-market', 'bought one implant', 1700000000) ON CONFLICT DO NOTHING";
    private static final String FUNCTION = """
            CREATE FUNCTION buy(player text, item text, what text, id bigint, entry text) RETURNS void AS $$
            BEGIN
              %s; IF NOT FOUND THEN RAISE 'no profile'; END IF;
              %s; IF NOT FOUND THEN RAISE 'no coins'; END IF;
              %s; IF NOT FOUND THEN RAISE 'no item'; END IF;
              %s; IF NOT FOUND THEN RAISE 'ledger row exists'; END IF;
            END $$ LANGUAGE plpgsql
            """;

    private final PostgresServer server;
    private final String name;
    private final boolean oneRoundTrip;

    private PostgresContender(PostgresServer server, String name, boolean oneRoundTrip) {
        this.server = server;
        this.name = name;
        this.oneRoundTrip = oneRoundTrip;
    }

    /** Ends the server when it is closed. */
    static PostgresContender statements(PostgresServer server) {
        return new PostgresContender(server, EngineBench.POSTGRES, false);
    }

    /** Uses the rows of the other. */
    static PostgresContender oneRoundTrip(PostgresServer server) {
        return new PostgresContender(server, EngineBench.POSTGRES_ONE_ROUND_TRIP, true);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Scenario> scenarios() {
        return oneRoundTrip ? EnumSet.of(Scenario.TRANSACTION) : EnumSet.allOf(Scenario.class);
    }

    @Override
    public void load(int players) {
        if (oneRoundTrip) {
            return;
        }
        try (var connection = DriverManager.getConnection(server.url());
                var statement = connection.createStatement()) {
            statement.execute(TABLES);
            statement.execute(FUNCTION.formatted(
                    PROFILE.formatted("player"),
                    WALLET.formatted("player"),
                    ITEM.formatted("what", "id", "player", "item"),
                    LEDGER.formatted("player", "entry")));
            var player = " FROM generate_series(0, " + (players - 1) + ") AS n";
            statement.execute("INSERT INTO profile SELECT 'PLAYER#' || n, 'PROFILE', 0, n % 1000, 'REGION#' || n % 16,"
                    + " 'runner-' || n, 'netrunner of the night', 1700000000" + player);
            statement.execute("INSERT INTO wallet SELECT 'PLAYER#' || n, 'WALLET', " + COINS
                    + ", 0, 0, 'eddies', 'runner-' || n, 1700000000" + player);
            statement.execute("INSERT INTO inventory SELECT 'PLAYER#' || n, 'INV#' || lpad(i::text, 2, '0'),"
                    + " 'implant-' || i, 1, 7, 'legendary', 'soulbound', 1700000000" + player
                    + ", generate_series(0, " + (INVENTORY - 1) + ") AS i");
            statement.execute("VACUUM ANALYZE");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Session session() {
        try {
            return oneRoundTrip ? new ByFunction(server.url()) : new ByStatements(server.url());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Duration foreignCpu() {
        return server.cpu();
    }

    @Override
    public long transactions(int players) {
        try (var connection = DriverManager.getConnection(server.url());
                var statement = connection.createStatement();
                var sum = statement.executeQuery("SELECT sum(version) FROM profile")) {
            sum.next();
            return sum.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (!oneRoundTrip) {
            server.close();
        }
    }

    private interface Work {
        void run() throws SQLException;
    }

    private abstract static class Statements implements Session {
        final Connection connection;

        Statements(String url) throws SQLException {
            connection = DriverManager.getConnection(url);
        }

        static void doing(Work work) {
            try {
                work.run();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            doing(connection::close);
        }
    }

    private static final class ByFunction extends Statements {
        private final PreparedStatement call;

        ByFunction(String url) throws SQLException {
            super(url);
            call = connection.prepareStatement("SELECT buy(?, ?, ?, ?, ?)");
        }

        @Override
        public void buy(int player, int item, long ledgerId) {
            doing(() -> {
                call.setString(1, "PLAYER#" + player);
                call.setString(2, DynamoContender.sk(item));
                call.setString(3, "implant-" + item);
                call.setLong(4, ledgerId);
                call.setString(5, "LEDGER#" + ledgerId);
                call.execute();
            });
        }

        @Override
        public void get(int player) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void query(int player) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class ByStatements extends Statements {
        private final PreparedStatement profile;
        private final PreparedStatement wallet;
        private final PreparedStatement item;
        private final PreparedStatement ledger;
        private final PreparedStatement get;
        private final PreparedStatement query;

        ByStatements(String url) throws SQLException {
            super(url);
            profile = connection.prepareStatement(PROFILE.formatted("?"));
            wallet = connection.prepareStatement(WALLET.formatted("?"));
            item = connection.prepareStatement(ITEM.formatted("?", "?", "?", "?"));
            ledger = connection.prepareStatement(LEDGER.formatted("?", "?"));
            get = connection.prepareStatement("SELECT * FROM profile WHERE pk = ? AND sk = 'PROFILE'");
            query = connection.prepareStatement("SELECT * FROM inventory WHERE pk = ? AND sk >= 'INV#' AND sk < 'INV$'"
                    + " ORDER BY sk LIMIT " + INVENTORY);
        }

        @Override
        public void buy(int player, int number, long ledgerId) {
            doing(() -> {
                var pk = "PLAYER#" + player;
                connection.setAutoCommit(false);
                one(profile, pk);
                one(wallet, pk);
                one(item, "implant-" + number, ledgerId, pk, DynamoContender.sk(number));
                one(ledger, pk, "LEDGER#" + ledgerId);
                connection.commit();
            });
        }

        private static void one(PreparedStatement statement, Object... values) throws SQLException {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            Found.exactly(1, statement.executeUpdate());
        }

        @Override
        public void get(int player) {
            doing(() -> {
                connection.setAutoCommit(true);
                get.setString(1, "PLAYER#" + player);
                Found.exactly(1, rows(get));
            });
        }

        @Override
        public void query(int player) {
            doing(() -> {
                connection.setAutoCommit(true);
                query.setString(1, "PLAYER#" + player);
                Found.exactly(INVENTORY, rows(query));
            });
        }

        /** Every column is read, as it is in an item. */
        private static int rows(PreparedStatement statement) throws SQLException {
            try (ResultSet found = statement.executeQuery()) {
                int columns = found.getMetaData().getColumnCount();
                int rows = 0;
                while (found.next()) {
                    for (int column = 1; column <= columns; column++) {
                        found.getObject(column);
                    }
                    rows++;
                }
                return rows;
            }
        }
    }
}
