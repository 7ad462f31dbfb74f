package org.relais.intake.filing.persistence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.Answer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers as they stand in a column. */
@Component
class AnswersJson {

    private final JsonMapper mapper;

    AnswersJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Nullable
    String write(List<Answer> answers) {
        if (answers.isEmpty()) {
            return null;
        }
        Map<String, List<String>> byCode = new LinkedHashMap<>();
        answers.forEach(answer -> byCode.put(answer.code(), answer.values()));
        return mapper.writeValueAsString(byCode);
    }
}
