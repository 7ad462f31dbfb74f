package org.relais.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ListAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

class ProblemsTest {

    private static final Problems PROBLEMS = Problems.fromClassPath();
    private static final FieldError MISSING = PROBLEMS.fieldError("/title", "required");

    private record Body(@Nullable Map<String, Object> others) implements TolerantBody {}

    @Test
    void allThatIsWrongWithABodyIsToldAtOnceWhatNobodyKnowsFirst() {
        Map<String, Object> others = new LinkedHashMap<>();
        others.put("titel", "Un banc");
        others.put("a/b", 1);

        ResponseEntity<ProblemDetail> answer = PROBLEMS.invalid(new Body(others), List.of(MISSING));

        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        errors(answer)
                .extracting(FieldError::pointer, FieldError::code)
                .containsExactly(
                        tuple("/titel", "unknown_field"), tuple("/a~1b", "unknown_field"), tuple("/title", "required"));
    }

    @Test
    void whatIsMissingAloneIsToldAsSuch() {
        ResponseEntity<ProblemDetail> answer = PROBLEMS.invalid(new Body(null), List.of(MISSING));

        assertThat(answer.getStatusCode().value()).isEqualTo(422);
        errors(answer).extracting(FieldError::pointer, FieldError::code).containsExactly(tuple("/title", "required"));
    }

    private static ListAssert<FieldError> errors(ResponseEntity<ProblemDetail> answer) {
        return assertThat(Objects.requireNonNull(answer.getBody()).getProperties())
                .extractingByKey("errors")
                .asInstanceOf(InstanceOfAssertFactories.list(FieldError.class));
    }
}
