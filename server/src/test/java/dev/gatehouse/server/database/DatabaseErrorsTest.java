package dev.gatehouse.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseErrorsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08001", "08006", "25006", "25P02", "25P03", "28P01", "3D000", "40001", "40P01", "42501", "53100",
                "53300", "55P03", "57014", "57P01", "57P03", "58030", "XX001"
            })
    @NullSource
    void stateOfTheServer_isUnavailable(String state) {
        RuntimeException failure = new IllegalStateException(new SQLException("said by the server", state));

        assertThat(DatabaseErrors.translate(failure))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining("said by the server")
                .hasCause(failure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "23514", "22021", "42601", "42P01"})
    void stateOfAStatement_staysItself(String state) {
        RuntimeException failure = new IllegalStateException(new SQLException("said by the server", state));

        assertThat(DatabaseErrors.translate(failure)).isSameAs(failure);
    }

    @Test
    void poolThatGivesUp_saysWhatTheServerSaid() {
        RuntimeException failure = new IllegalStateException(new SQLTransientConnectionException(
                "no connection in time", new SQLException("too many clients already", "53300")));

        assertThat(DatabaseErrors.translate(failure)).hasMessageContaining("too many clients already");
    }
}
