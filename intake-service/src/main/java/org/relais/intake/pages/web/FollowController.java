package org.relais.intake.pages.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.Derivations;
import org.relais.intake.filing.EditToken;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.pages.FormErrors;
import org.relais.intake.pages.Page;
import org.relais.intake.tracking.TrackedRequest;
import org.relais.intake.tracking.TrackedRequests;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Follows a request: by its code, as anyone may; with the key that its person holds, to act on it. */
@Page
@Hidden
class FollowController {

    private final TrackedRequests requests;
    private final Derivations derivations;
    private final FollowPages pages;
    private final PageProblems problems;

    FollowController(TrackedRequests requests, Derivations derivations, FollowPages pages, PageProblems problems) {
        this.requests = requests;
        this.derivations = derivations;
        this.pages = pages;
        this.problems = problems;
    }

    @GetMapping("/suivi")
    String byCode(
            @RequestParam(required = false) @Nullable String code,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        if (code == null) {
            return "follow/code";
        }
        TrackingCode parsed = TrackingCode.parse(code).orElse(null);
        if (parsed != null && requests.find(parsed).isPresent()) {
            return to(parsed);
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        String wrong = code.isBlank() ? "missing" : parsed == null ? "malformed" : "unknown";
        model.addAttribute("code", code);
        model.addAttribute("errors", problems.one("code", "wrong.code." + wrong, locale));
        return "follow/code";
    }

    /** Addresses that are short to say, and those in mails sent before. */
    @GetMapping({"/r/{code}", "/requests/{code}"})
    String byShortAddress(@PathVariable String code) {
        return TrackingCode.parse(code).map(FollowController::to).orElse("redirect:/suivi?code=");
    }

    @GetMapping("/suivi/{code}")
    String show(
            @PathVariable String code,
            @RequestParam(name = "fait", required = false) @Nullable String done,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        TrackingCode parsed = TrackingCode.parse(code).orElse(null);
        TrackedRequest found = parsed == null ? null : requests.find(parsed).orElse(null);
        if (parsed == null || found == null) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            model.addAttribute("code", code);
            model.addAttribute("errors", problems.one("code", "wrong.code.unknown", locale));
            return "follow/code";
        }
        // The key's cookie belongs to one spelling of the address.
        if (!code.equals(parsed.toString())) {
            return to(parsed);
        }
        model.addAttribute("done", done != null && FollowPages.DONE.contains(done) ? done : null);
        return pages.show(found, FormErrors.NONE, request, locale, model);
    }

    /** Whether there is news for a page that has stood open: nothing, or a line with a link. */
    @GetMapping("/suivi/{code}/news")
    String news(
            @PathVariable String code,
            @RequestParam(name = "seen") int seen,
            HttpServletResponse response,
            Model model) {
        TrackedRequest found = TrackingCode.parse(code).flatMap(requests::find).orElse(null);
        if (found == null || found.revision() <= seen) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return "fragments/follow :: nothing";
        }
        model.addAttribute("trackingCode", found.trackingCode().toString());
        return "fragments/follow :: news";
    }

    /** The secret link: the key goes into a cookie, out of the address, and from no page to another site. */
    @GetMapping("/suivi/{code}/cle/{key}")
    String open(
            @PathVariable String code,
            @PathVariable String key,
            HttpServletRequest request,
            HttpServletResponse response) {
        response.setHeader("Referrer-Policy", "no-referrer");
        TrackedRequest found = TrackingCode.parse(code).flatMap(requests::find).orElse(null);
        if (found == null) {
            return "redirect:/suivi";
        }
        TrackingCode known = found.trackingCode();
        if (!pages.keep(found, key, request, response)) {
            return to(known) + "?fait=cle-refusee";
        }
        return to(known);
    }

    /** The same, typed by hand. */
    @PostMapping("/suivi/{code}/cle")
    String openByHand(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String key,
            HttpServletRequest request,
            HttpServletResponse response) {
        int last = key.strip().lastIndexOf('/');
        return open(code, key.strip().substring(last + 1), request, response);
    }

    @PostMapping("/suivi/{code}/oublier")
    String forget(@PathVariable String code, HttpServletRequest request, HttpServletResponse response) {
        TrackingCode parsed = TrackingCode.parse(code).orElse(null);
        if (parsed == null) {
            return "redirect:/suivi";
        }
        RequestKeys.forget(parsed, request, response);
        return to(parsed);
    }

    /** The end of filing: the code, the key, what comes next. Only for the one who filed. */
    @GetMapping("/suivi/{code}/depose")
    String filed(@PathVariable String code, HttpServletRequest request, HttpServletResponse response, Model model) {
        TrackedRequest found = TrackingCode.parse(code).flatMap(requests::find).orElse(null);
        if (found == null) {
            return "redirect:/suivi";
        }
        EditToken token = derivations.editToken(found.requestId());
        String key = RequestKeys.of(request);
        if (key == null || !token.matches(key)) {
            return to(found.trackingCode());
        }
        model.addAttribute("trackingCode", found.trackingCode().toString());
        model.addAttribute("keyLink", pages.keyLink(found.trackingCode(), key, request));
        return "follow/filed";
    }

    private static String to(TrackingCode code) {
        return "redirect:/suivi/" + code;
    }
}
