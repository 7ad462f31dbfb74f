package org.relais.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TokenCommandTest {

    private static final Pattern AFTER_DEPARTMENT = Pattern.compile("\\|([a-z0-9|]+)>");

    @Test
    void takesEachRoleThatItsUsageNamesForARole() {
        for (Locale language : List.of(Locale.FRENCH, Locale.ENGLISH)) {
            var usage = AFTER_DEPARTMENT.matcher(Messages.in(language).get("token.usage"));

            assertThat(usage.find()).isTrue();
            assertThat(usage.group(1).split("\\|"))
                    .contains("counter", "partner")
                    .noneMatch(TokenCommand::mayBeMistyped);
        }
        assertThat(TokenCommand.mayBeMistyped("voirie")).isTrue();
    }
}
