package dev.gatehouse.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands say in one line what is wrong with PostgreSQL and what to do, and exit with 4. */
class PostgresFailuresTest {

    private static final List<String[]> COMMANDS =
            List.of(new String[] {"user", "list"}, new String[] {"migrate", "up"}, new String[] {"migrate", "info"});

    @TempDir
    Path directory;

    private void everyCommandFails(String url, String... words) {
        for (String[] command : COMMANDS) {
            Machine.Result result =
                    new Machine(directory).with("DATABASE_URL", url).run(command);

            assertThat(result.exit()).as(result.err()).isEqualTo(4);
            assertThat(result.out()).isEmpty();
            assertThat(result.err().lines()).singleElement().asString().contains(words);
            assertThat(result.err()).doesNotContain("hunter2", "..");
        }
    }

    @Test
    void serverThatIsNotThere_isToldInALine() {
        everyCommandFails(
                "postgres://ada:hunter2hunter2@localhost:1/main",
                "The database postgresql://localhost:1/main cannot be used: ",
                "refused");
    }

    @Test
    void hostThatIsNotKnown_isToldInALine() {
        everyCommandFails("postgres://ada:hunter2hunter2@nowhere.invalid/main", "nowhere.invalid", "not known");
    }

    @Test
    void databaseThatIsNotThere_isToldWithWhatToDo() {
        everyCommandFails(
                TestPostgres.shared().url("postgres", "hunter2hunter2", "nowhere"),
                "does not exist",
                "CREATE DATABASE \"nowhere\" OWNER \"postgres\"");
    }

    @Test
    void userThatMayMakeNoTables_isToldWithWhatToDo() {
        TestPostgres server = TestPostgres.shared();
        String url = server.newDatabase();
        String name = url.substring(url.lastIndexOf('/') + 1);
        server.execute("CREATE ROLE poor LOGIN");

        Machine.Result result = new Machine(directory)
                .with("DATABASE_URL", server.url("poor", "hunter2hunter2", name))
                .run("user", "list");

        assertThat(result.exit()).as(result.err()).isEqualTo(4);
        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .contains("permission denied", "GRANT CREATE ON SCHEMA public TO \"poor\"");
    }
}
