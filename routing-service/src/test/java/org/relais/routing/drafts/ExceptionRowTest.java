package org.relais.routing.drafts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.relais.routing.rules.Visibility;

class ExceptionRowTest {

    @Test
    void aRowIsSeenByWhomItsAuthorSays() {
        ExceptionRow hidden = ExceptionRow.alone("street-works", null, Visibility.PRIVATE);
        ExceptionRow open = ExceptionRow.alone("street-works", null, Visibility.PUBLIC);

        assertThat(hidden.seenBy(Visibility.PUBLIC).cells()).doesNotContainKey("visibility");
        assertThat(open.seenBy(Visibility.PRIVATE).cells()).containsEntry("visibility", "private");
    }

    @Test
    void aRowForWhatNoneTakesOpensNothingThatWasKeptFromThePublic() {
        assertThat(ExceptionRow.alone("street-works", "la-gare", Visibility.PRIVATE)
                        .cells())
                .containsEntry("visibility", "private");
        assertThat(ExceptionRow.alone("street-works", null, Visibility.PUBLIC).cells())
                .doesNotContainKey("visibility");
    }
}
