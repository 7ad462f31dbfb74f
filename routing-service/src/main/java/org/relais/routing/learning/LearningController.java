package org.relais.routing.learning;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.relais.platform.problem.Problems;
import org.relais.platform.security.Caller;
import org.relais.platform.security.OpenPaths;
import org.relais.routing.drafts.Draft;
import org.relais.routing.drafts.Drafting;
import org.relais.routing.rules.Visibility;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How often rules are wrong, for operators; what was learned from it, for everybody. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class LearningController {

    private final Learning learning;
    private final Problems problems;

    LearningController(Learning learning, Problems problems) {
        this.learning = learning;
        this.problems = problems;
    }

    record Rates(List<Misroutes.Rate> items, @Nullable String nextCursor) {}

    /**
     * Which suggestion to make a draft of.
     *
     * @param visibility public or private; as the rules say where it is left out
     */
    record Wanted(
            @Nullable String ruleId,
            @Nullable String service,
            @Nullable String visibility) {}

    record Started(String draftId, long revision, String title) {}

    record Lessons(List<Learning.Lesson> items, @Nullable String nextCursor) {}

    @GetMapping("/territories/{jurisdictionId}/misroutes")
    ResponseEntity<?> misroutes(Caller caller, @PathVariable String jurisdictionId) {
        return mayEdit(caller, jurisdictionId)
                ? ResponseEntity.ok(new Rates(learning.rates(jurisdictionId), null))
                : forbidden();
    }

    /** A draft that makes the change a rule's mistakes suggest. */
    @PostMapping("/territories/{jurisdictionId}/misroutes/draft")
    ResponseEntity<?> mend(Caller caller, @PathVariable String jurisdictionId, @RequestBody Wanted wanted) {
        if (!mayEdit(caller, jurisdictionId)) {
            return forbidden();
        }
        String ruleId = wanted.ruleId() == null ? "" : wanted.ruleId();
        String service = wanted.service() == null ? "" : wanted.service();
        Visibility.Choice chosen = Visibility.chosen(wanted.visibility());
        if (!chosen.isKnown()) {
            return problems.problem(HttpStatus.UNPROCESSABLE_CONTENT, "invalid_request")
                    .error("/visibility", "visibility_unknown")
                    .response();
        }
        Optional<Drafting.Answer<Draft>> mended =
                learning.mend(jurisdictionId, ruleId, service, chosen.visibility(), caller.clientId());
        if (mended.isEmpty()) {
            return problems.problem(HttpStatus.NOT_FOUND, "suggestion_not_found")
                    .response();
        }
        return switch (mended.get()) {
            case Drafting.Answer.Done<Draft>(Draft draft) ->
                ResponseEntity.created(URI.create("/api/v1/territories/" + jurisdictionId + "/drafts/" + draft.id()))
                        .body(new Started(draft.id().toString(), draft.revision(), draft.title()));
            case Drafting.Answer.No<Draft> no ->
                problems.problem(HttpStatus.CONFLICT, no.reason().code()).response();
        };
    }

    @GetMapping("/lessons")
    Lessons lessons(@RequestParam(required = false) @Nullable String jurisdictionId, Locale language) {
        return new Lessons(learning.lessons(jurisdictionId, language), null);
    }

    private ResponseEntity<?> forbidden() {
        return problems.problem(HttpStatus.FORBIDDEN, "triage_only").response();
    }

    private static boolean mayEdit(Caller caller, String jurisdictionId) {
        return caller.oversees(jurisdictionId);
    }

    @Configuration(proxyBeanMethods = false)
    static class Open {
        @Bean
        OpenPaths lessonPaths() {
            return OpenPaths.of("GET /api/v1/lessons");
        }
    }
}
