package org.relais.intake.pages.counter;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.relais.intake.pages.FormErrors;
import org.relais.intake.pages.Page;
import org.relais.intake.pages.web.FormProblem;
import org.relais.intake.pages.web.PageProblems;
import org.relais.intake.review.FlaggedTexts.Decided;
import org.relais.intake.review.KeepBack;
import org.relais.intake.review.ReviewText;
import org.relais.intake.review.ReviewText.Seen;
import org.relais.intake.review.Reviewer;
import org.relais.intake.review.Verdict;
import org.relais.platform.security.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * Texts in which something personal was found, one after the other. The list shows what anyone reads; a text as it was written is
 * opened alone, and each look is written down. Deciding leads to the next.
 */
@Page
@Hidden
@RequestMapping(CounterSecurity.REVIEWS)
class ReviewPagesController {

    private static final String TO_LIST = "redirect:" + CounterSecurity.REVIEWS;
    private static final String REASON = "reason";
    private static final int LISTED = 25;

    private final ReviewText reviewText;
    private final ReviewViews views;
    private final PageProblems problems;
    private final Clock clock;

    ReviewPagesController(ReviewText reviewText, ReviewViews views, PageProblems problems, Clock clock) {
        this.reviewText = reviewText;
        this.views = views;
        this.problems = problems;
        this.clock = clock;
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") String done, Caller agent, Locale locale, Model model) {
        Reviewer reviewer = reviewer(agent);
        Instant now = clock.instant();
        model.addAttribute("waiting", reviewText.count(reviewer));
        model.addAttribute(
                "texts",
                reviewText.waiting(reviewer, LISTED).stream()
                        .map(text -> views.listed(text, locale.getLanguage(), now))
                        .toList());
        tellWhatWasDone(done, reviewer, model);
        return "counter/reviews";
    }

    /** The one after the one given, or the oldest; the list where none waits. */
    @GetMapping("/next")
    String next(
            @RequestParam(defaultValue = "") String after, @RequestParam(defaultValue = "") String done, Caller agent) {
        String told = idOf(done).map(id -> "?done=" + id).orElse("");
        return reviewText
                .next(reviewer(agent), idOf(after).orElse(null))
                .map(text -> TO_LIST + "/" + text.eventId() + told)
                .orElse(TO_LIST + told);
    }

    @GetMapping("/{id}")
    String look(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String done,
            Caller agent,
            Locale locale,
            Model model) {
        Reviewer reviewer = reviewer(agent);
        tellWhatWasDone(done, reviewer, model);
        return show(known(id), FormErrors.NONE, reviewer, locale, model);
    }

    /** @param seen when the decision was made that the page showed; empty where it showed none */
    @PostMapping("/{id}")
    String decide(
            @PathVariable("id") String given,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(name = REASON, defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String seen,
            Caller agent,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        UUID id = known(given);
        Reviewer reviewer = reviewer(agent);
        Verdict verdict = Verdict.of(decision)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST, "no such decision"));
        String decidedAt = views.moment(reviewText.decided(id, reviewer).orElse(null));
        if (!decidedAt.equals(seen)) {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute("meanwhile", true);
            return show(id, FormErrors.NONE, reviewer, locale, model);
        }
        Optional<KeepBack> why = KeepBack.of(reason);
        if (verdict == Verdict.HIDE && why.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            FormErrors errors = problems.all(List.of(FormProblem.of(REASON, "wrong.review.reason")), locale);
            return show(id, errors, reviewer, locale, model);
        }
        return switch (reviewText.decide(id, verdict, why.orElse(null), reviewer, clock.instant())) {
            case DECIDED -> TO_LIST + "/next?after=" + id + "&done=" + id;
            case UNKNOWN -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            case TERRITORY_UNKNOWN -> throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
        };
    }

    private String show(UUID id, FormErrors errors, Reviewer reviewer, Locale locale, Model model) {
        Instant now = clock.instant();
        Seen seen =
                reviewText.look(id, reviewer, now).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Decided decided = reviewText.decided(id, reviewer).orElse(null);
        model.addAttribute("text", views.opened(seen, locale.getLanguage(), now));
        model.addAttribute("decided", decided);
        model.addAttribute("decidedAt", views.moment(decided));
        model.addAttribute("reasons", KeepBack.values());
        model.addAttribute("waiting", reviewText.count(reviewer));
        model.addAttribute("errors", errors);
        return "counter/review";
    }

    private void tellWhatWasDone(String done, Reviewer reviewer, Model model) {
        idOf(done)
                .ifPresent(id -> reviewText.decided(id, reviewer).ifPresent(decided -> {
                    model.addAttribute("done", id);
                    model.addAttribute("doneAs", decided.verdict().word());
                }));
    }

    private static UUID known(String id) {
        return idOf(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Optional<UUID> idOf(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private static Reviewer reviewer(Caller agent) {
        return new Reviewer(agent.clientId(), agent.department(), agent.jurisdictions());
    }
}
