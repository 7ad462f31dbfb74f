package org.relais.platform.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.UncategorizedSQLException;

class UnavailabilityTest {

    @ParameterizedTest
    @CsvSource({
        "08006, connection failure",
        "25006, takes no writes",
        "40P01, deadlock",
        "53100, disk full",
        "57P01, shut down",
        "58030, disk error"
    })
    void whatTheServerSaysOfItselfPasses(String state) {
        assertThat(Unavailability.isBehind(saying(state))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "22P05, not a character",
        "23505, there already",
        "25P02, failed before",
        "42P01, no such table",
        "58P01, no such file"
    })
    void whatItSaysOfTheStatementStays(String state) {
        assertThat(Unavailability.isBehind(saying(state))).isFalse();
    }

    @Test
    void aPartThatIsDownPassesHoweverDeepItIsTold() {
        assertThat(Unavailability.isBehind(new IllegalStateException(
                        new IllegalStateException(new DataAccessResourceFailureException("")))))
                .isTrue();
        assertThat(Unavailability.isBehind(new IllegalStateException("a bug"))).isFalse();
    }

    private static RuntimeException saying(String state) {
        return new IllegalStateException(
                new UncategorizedSQLException("insert", "INSERT …", new SQLException("no", state)));
    }
}
