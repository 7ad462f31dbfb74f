package org.relais.intake.pages.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.relais.intake.action.ActOnRequest;
import org.relais.intake.action.ActionResult;
import org.relais.intake.action.CitizenAction;
import org.relais.intake.action.EraseRequester;
import org.relais.intake.action.Impossibility;
import org.relais.intake.action.Keys;
import org.relais.intake.filing.Derivations;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.pages.FormErrors;
import org.relais.intake.pages.Page;
import org.relais.intake.tracking.TrackedRequest;
import org.relais.intake.validation.Violations;
import org.relais.platform.digest.Digests;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * What a person does with their own request, with the key that their browser holds. Where the case moved on meanwhile, the page says
 * so and shows what they wrote; where that judged an outcome before the one there is now, it stands in the form again.
 */
@Page
@Hidden
@RequestMapping("/suivi/{code}")
class ActionController {

    private static final int LONGEST_ONCE = 64;
    private static final String WITHDRAWN = "retiree";

    private final ActOnRequest actOnRequest;
    private final EraseRequester eraseRequester;
    private final FollowPages pages;
    private final PagePhotos photos;
    private final PageProblems problems;
    private final PageLimits limits;
    private final Derivations derivations;
    private final Clock clock;

    ActionController(
            ActOnRequest actOnRequest,
            EraseRequester eraseRequester,
            FollowPages pages,
            PagePhotos photos,
            PageProblems problems,
            PageLimits limits,
            Derivations derivations,
            Clock clock) {
        this.actOnRequest = actOnRequest;
        this.eraseRequester = eraseRequester;
        this.pages = pages;
        this.photos = photos;
        this.problems = problems;
        this.limits = limits;
        this.derivations = derivations;
        this.clock = clock;
    }

    /**
     * What came with the form of an action.
     *
     * @param kept ids of pictures that came with it before, when something else was wrong
     */
    record Sent(
            @Nullable String words,
            @Nullable Long version,
            @Nullable String once,
            @Nullable String question,
            @Nullable Integer satisfaction,
            @Nullable List<String> kept) {

        List<String> before() {
            return kept == null ? List.of() : kept;
        }

        @Override
        public String toString() {
            return "Sent[]";
        }
    }

    @PostMapping("/repondre")
    String reply(
            @PathVariable String code,
            Sent sent,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return addDetails(sent.question(), "reponse", code, sent, locale, request, response, model);
    }

    @PostMapping("/precisions")
    String addDetails(
            @PathVariable String code,
            Sent sent,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return addDetails(null, "precisions", code, sent, locale, request, response, model);
    }

    private String addDetails(
            @Nullable String question,
            String done,
            String code,
            Sent sent,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        TrackedRequest found = pages.found(code);
        if (limits.isTooManyActions(request, response)) {
            return later(code, done, sent, locale, request, response, model);
        }
        PagePhotos.Taken taken = pages.holder(found, request) == Keys.Holder.REQUESTER
                ? photos.take(sent.before(), PagePhotos.FILES + "-" + done, request)
                : PagePhotos.Taken.NOTHING;
        if (!taken.problems().isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            FormErrors errors = problems.all(taken.problems(), locale);
            return again(code, done, sent, taken.ids(), errors, null, locale, request, model);
        }
        CitizenAction adding = new CitizenAction.AddDetails(sent.words(), List.of(), List.of(), question);
        return record(adding, taken.ids(), done, code, sent, locale, request, response, model);
    }

    @PostMapping("/confirmer")
    String confirm(
            @PathVariable String code,
            Sent sent,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return act(
                new CitizenAction.Confirm(sent.satisfaction(), sent.words()),
                "confirmee",
                code,
                sent,
                locale,
                request,
                response,
                model);
    }

    @PostMapping("/contester")
    String contest(
            @PathVariable String code,
            Sent sent,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        String words = sent.words();
        return act(
                new CitizenAction.Contest(words == null ? "" : words),
                "contestee",
                code,
                sent,
                locale,
                request,
                response,
                model);
    }

    /** A reload of a page that showed what was wrong, or a change of its language. */
    @GetMapping({"/repondre", "/precisions", "/confirmer", "/contester"})
    String back(@PathVariable String code) {
        return "redirect:/suivi/" + pages.found(code).trackingCode();
    }

    @GetMapping("/retirer")
    String beforeWithdrawing(@PathVariable String code, HttpServletRequest request, Model model) {
        return before("follow/withdraw", Set.of(Keys.Holder.REQUESTER), code, request, model);
    }

    @PostMapping("/retirer")
    String withdraw(
            @PathVariable String code,
            Sent sent,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return act(new CitizenAction.Withdraw(sent.words()), WITHDRAWN, code, sent, locale, request, response, model);
    }

    @GetMapping("/effacer")
    String beforeErasing(@PathVariable String code, HttpServletRequest request, Model model) {
        return before("follow/erase", Set.of(Keys.Holder.REQUESTER, Keys.Holder.SUPPORTER), code, request, model);
    }

    @PostMapping("/effacer")
    String erase(@PathVariable String code, HttpServletRequest request, HttpServletResponse response) {
        limits.countAction(request, response);
        return switch (eraseRequester.erase(code, RequestKeys.of(request), clock.instant())) {
            case ActionResult.Recorded(TrackingCode known) -> to(known, "effacees");
            case ActionResult.Joined joined -> throw new IllegalStateException("erasing joins nobody");
            case ActionResult.RequestUnknown unknown -> "redirect:/suivi";
            case ActionResult.TokenMissing missing -> "redirect:/suivi/" + code + "?fait=cle-refusee";
            case ActionResult.TokenWrong wrong -> "redirect:/suivi/" + code + "?fait=cle-refusee";
            case ActionResult.TerritoryUnknown unknown -> throw new NoTerritoryForPage(List.of());
            case ActionResult.Invalid invalid -> throw new IllegalStateException("erasing says nothing");
            case ActionResult.Impossible impossible -> "redirect:/suivi/" + code;
        };
    }

    /** The first of two steps: what will happen, before it does. */
    private String before(String view, Set<Keys.Holder> whose, String code, HttpServletRequest request, Model model) {
        TrackedRequest found = pages.found(code);
        if (!whose.contains(pages.holder(found, request))) {
            return "redirect:/suivi/" + found.trackingCode();
        }
        model.addAttribute("trackingCode", found.trackingCode().toString());
        model.addAttribute("version", found.caseVersion());
        return view;
    }

    /** What comes without pictures. */
    private String act(
            CitizenAction action,
            String done,
            String code,
            Sent sent,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return limits.isTooManyActions(request, response)
                ? later(code, done, sent, locale, request, response, model)
                : record(action, List.of(), done, code, sent, locale, request, response, model);
    }

    private String record(
            CitizenAction action,
            List<String> pictures,
            String done,
            String code,
            Sent sent,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Violations violations = new Violations();
        ActOnRequest.Call call = new ActOnRequest.Call(
                code,
                RequestKeys.of(request),
                sent.version(),
                "citizens-pages",
                once(done, sent.once()),
                derivations.mark(digest(done, sent)),
                clock.instant());
        return switch (actOnRequest.act(action, pictures, call, violations)) {
            case ActionResult.Recorded(TrackingCode known) -> to(known, done);
            case ActionResult.Joined joined -> throw new IllegalStateException("joining is another page");
            case ActionResult.RequestUnknown unknown -> "redirect:/suivi";
            case ActionResult.TokenMissing missing -> "redirect:/suivi/" + code + "?fait=cle-refusee";
            case ActionResult.TokenWrong wrong -> "redirect:/suivi/" + code + "?fait=cle-refusee";
            case ActionResult.TerritoryUnknown unknown -> throw new NoTerritoryForPage(List.of());
            case ActionResult.Invalid invalid -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                FormErrors errors = problems.ofAction(invalid.violations(), done, locale);
                yield mend(code, done, sent, pictures, errors, locale, request, model);
            }
            case ActionResult.Impossible impossible -> {
                response.setStatus(HttpStatus.CONFLICT.value());
                yield again(
                        code,
                        done,
                        sent,
                        List.of(),
                        FormErrors.NONE,
                        impossible.reason().code(),
                        locale,
                        request,
                        model);
            }
        };
    }

    /** Too much came at once: the form as it was, to be sent once more. */
    private String later(
            String code,
            String done,
            Sent sent,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        FormErrors errors = problems.one("words-" + done, "wrong.too.many", locale);
        return mend(code, done, sent, sent.before(), errors, locale, request, model);
    }

    private String mend(
            String code,
            String done,
            Sent sent,
            List<String> pictures,
            FormErrors errors,
            Locale locale,
            HttpServletRequest request,
            Model model) {
        if (done.equals(WITHDRAWN)) {
            model.addAttribute("errors", errors);
            model.addAttribute("unsent", sent.words());
            return beforeWithdrawing(code, request, model);
        }
        return again(code, done, sent, photos.still(pictures), errors, null, locale, request, model);
    }

    private String again(
            String code,
            String done,
            Sent sent,
            List<String> pictures,
            FormErrors errors,
            @Nullable String conflict,
            Locale locale,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("words", Map.of(done, sent.words() == null ? "" : sent.words()));
        model.addAttribute("satisfaction", sent.satisfaction());
        model.addAttribute("kept", Map.of(done, pictures));
        model.addAttribute("conflict", conflict);
        boolean inItsForm = conflict == null || conflict.equals(Impossibility.OUTCOME_CHANGED.code());
        model.addAttribute("unsent", inItsForm ? null : sent.words());
        model.addAttribute("reopened", inItsForm ? done : null);
        return pages.show(pages.found(code), errors, request, locale, model);
    }

    /** The forms of one page share what tells a repeat. */
    private static @Nullable String once(String done, @Nullable String written) {
        return written == null || written.isBlank() || written.length() > LONGEST_ONCE ? null : done + "/" + written;
    }

    private static byte[] digest(String done, Sent sent) {
        String mark = sent.satisfaction() == null ? "" : "\n" + sent.satisfaction();
        return Digests.sha256(
                (done + "\n" + sent.question() + "\n" + sent.words() + mark).getBytes(StandardCharsets.UTF_8));
    }

    private static String to(TrackingCode code, String done) {
        return "redirect:/suivi/" + code + "?fait=" + done;
    }
}
