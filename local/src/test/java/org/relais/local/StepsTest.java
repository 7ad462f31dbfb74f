package org.relais.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class StepsTest {

    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final IllegalStateException first = new IllegalStateException("the first does not end");
    private final StackOverflowError second = new StackOverflowError("nor does the second");

    @Test
    void areAllTakenAndTheFirstFailureIsThrownWithTheOthersSuppressed() {
        assertThatThrownBy(() -> Steps.inOrder(
                        () -> taken.add("before"), failing(first), failing(second), () -> taken.add("after")))
                .isSameAs(first)
                .hasSuppressedException(second);
        assertThat(taken).containsExactlyInAnyOrder("before", "after");
    }

    @Test
    void areAllTakenAtOnceToo() {
        assertThatThrownBy(() -> Steps.together(
                        List.of(failing(first), () -> taken.add("one"), failing(second), () -> taken.add("other"))))
                .isSameAs(first)
                .hasSuppressedException(second);
        assertThat(taken).containsExactlyInAnyOrder("one", "other");
    }

    /** As when two parts share what can't be closed. */
    @Test
    void mayFailOfTheSame() {
        assertThatThrownBy(() -> Steps.inOrder(failing(first), failing(first)))
                .isSameAs(first)
                .hasNoSuppressedExceptions();
    }

    private static Runnable failing(Throwable failure) {
        return () -> {
            switch (failure) {
                case RuntimeException unchecked -> throw unchecked;
                case Error error -> throw error;
                default -> throw new IllegalArgumentException(failure);
            }
        };
    }
}
